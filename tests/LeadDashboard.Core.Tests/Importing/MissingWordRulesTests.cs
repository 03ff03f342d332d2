using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class MissingWordRulesTests
{
    private static readonly string[][] Rows = [["100"], ["tbd"], ["250.5"], ["TBD"], ["90"]];
    private static readonly MappedColumn Budget = new() { Index = 0, Header = "Budget", Target = TargetField.Custom, Type = FieldType.Category };

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
        Assert.Equal(FieldType.Text, MissingWordRules.WithWords(Budget with { Type = FieldType.Text }, ["tbd"], new FileFormat(), Rows).Type);

    [Fact]
    public void WithWords_KnownField_KeepsItsType() =>
        Assert.Equal(FieldType.Category, MissingWordRules.WithWords(Budget with { Target = TargetField.City }, ["tbd"], new FileFormat(), Rows).Type);
}
