using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching.Merging;

namespace LeadDashboard.Data.Tests;

public sealed class LeadTablesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public void All_EveryColumnThatNamesALead_IsInTheRegistry()
    {
        using var context = database.Open();
        var named = context
            .Model.GetEntityTypes()
            .SelectMany(type => type.GetProperties())
            .Where(property =>
                property.Name.EndsWith("LeadId", StringComparison.Ordinal)
                || property.GetContainingForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(Lead))
                || property is { Name: nameof(MergeRecord.SurvivorId) or nameof(MergeRecord.MergedId) }
            )
            .Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            named,
            LeadTables.All.Select(table => $"{table.Entity.Name}.{table.Property}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void All_TablesWhoseRowsAreTouched_HaveAKeyOfTheirOwn() =>
        Assert.All(
            LeadTables.All.Where(table => table.OnMerge != OnMerge.Stay || table.OnUndo == OnUndo.KeepLead),
            table => Assert.Equal(typeof(int), table.Entity.GetProperty("Id")?.PropertyType)
        );

    [Fact]
    public void All_TablesThatKeepALead_SayWhy() =>
        Assert.All(
            LeadTables.All,
            table => Assert.Equal(table.OnUndo == OnUndo.KeepLead, table.KeptReason is not null)
        );
}
