using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class MissingWordRulesTests
{
    private static readonly string[][] Rows =
    [
        ["100"],
        ["tbd"],
        ["250.5"],
        ["TBD"],
        ["90"],
    ];
    private static readonly MappedColumn Budget = new()
    {
        Index = 0,
        Header = "Budget",
        Target = TargetField.Custom,
        Type = FieldType.Category,
    };

    [Fact]
    public void WithWords_WhatIsLeftAreNumbers_MakesItANumber()
    {
        var column = MissingWordRules.WithWords(Budget, ["tbd"], new FileFormat(), Rows);

        Assert.Equal(FieldType.Number, column.Type);
        Assert.Equal(["tbd"], column.MissingTokens);
        Assert.Equal(FieldType.Category, MissingWordRules.WithWords(column, [], new FileFormat(), Rows).Type);
    }

    [Fact]
    public void WithWords_TypeAPersonChose_Stays() =>
        Assert.Equal(
            FieldType.Text,
            MissingWordRules.WithWords(Budget with { Type = FieldType.Text }, ["tbd"], new FileFormat(), Rows).Type
        );

    [Fact]
    public void WithWords_KnownField_KeepsItsType() =>
        Assert.Equal(
            FieldType.Category,
            MissingWordRules.WithWords(Budget with { Target = TargetField.City }, ["tbd"], new FileFormat(), Rows).Type
        );

    [Fact]
    public void WithWords_WordTakenOutAndPutBack_IsAValueOnlyInBetween()
    {
        var without = MissingWordRules.WithWords(
            Budget with
            {
                MissingTokens = ["tbd", "n/a"],
            },
            ["n/a"],
            new FileFormat(),
            Rows
        );

        Assert.Equal(["tbd"], without.ValueWords);
        Assert.Empty(MissingWordRules.WithWords(without, ["n/a", "TBD"], new FileFormat(), Rows).ValueWords);
    }

    [Fact]
    public void Recall_SameWordMissingInOneColumnAndAValueInAnother_IsToldApart()
    {
        var earlier = MapOf(
            Of(0, "Region") with
            {
                MissingTokens = ["n/a", "tbc"],
            },
            Of(1, "Insurance") with
            {
                ValueWords = ["N/A"],
            }
        );
        var suggested = MapOf(
            Of(0, "Name"),
            Of(1, "insurance ") with
            {
                MissingTokens = ["n/a", "unknown"],
            },
            Of(2, "Region")
        );

        var map = MissingWordRules.Recall(
            suggested,
            [earlier],
            new FileFormat(),
            [
                ["Ann", "n/a", "tbc"],
            ]
        );

        Assert.Equal(
            [
                [],
                ["unknown"],
                ["n/a", "tbc"],
            ],
            map.Columns.Select(column => column.MissingTokens)
        );
        Assert.Equal(["N/A"], map.Columns[1].ValueWords);
    }

    [Fact]
    public void Recall_TwoFilesDisagree_TheNewestSays()
    {
        var map = MissingWordRules.Recall(
            MapOf(Of(0, "Region")),
            [
                MapOf(Of(0, "Region") with { MissingTokens = ["new"] }),
                MapOf(Of(0, "Region") with { MissingTokens = ["old"] }),
            ],
            new FileFormat(),
            []
        );

        Assert.Equal(["new"], map.Columns[0].MissingTokens);
    }

    [Fact]
    public void Recall_WordsLeaveNumbers_MakesTheColumnOne()
    {
        var map = MissingWordRules.Recall(
            MapOf(Budget),
            [MapOf(Budget with { MissingTokens = ["tbd"] })],
            new FileFormat(),
            Rows
        );

        Assert.Equal(FieldType.Number, map.Columns[0].Type);
    }

    [Fact]
    public void KeepWords_WordsOfTheColumnOfThisName_StayWithTheirMeaning()
    {
        var map = MissingWordRules.KeepWords(
            MapOf(Budget with { MissingTokens = ["-"] }),
            MapOf(Budget with { MissingTokens = ["tbd"], ValueWords = ["-"] }),
            new FileFormat(),
            Rows
        );

        Assert.Equal(
            (FieldType.Number, "tbd", "-"),
            (map.Columns[0].Type, Assert.Single(map.Columns[0].MissingTokens), Assert.Single(map.Columns[0].ValueWords))
        );
    }

    private static MappedColumn Of(int index, string header) =>
        new()
        {
            Index = index,
            Header = header,
            Target = TargetField.Custom,
            Type = FieldType.Category,
        };

    private static ColumnMap MapOf(params MappedColumn[] columns) =>
        new() { Kind = ImportKind.Leads, Columns = columns };
}
