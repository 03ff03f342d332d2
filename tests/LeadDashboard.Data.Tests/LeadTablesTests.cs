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
    public void All_RowsThatAMergeMoves_AreThoseOfTheMergeRecord()
    {
        var moved = LeadTables
            .All.Where(table => table.OnMerge == OnMerge.Move)
            .Select(table => table.Entity.Name + "Ids")
            .Order(StringComparer.Ordinal);
        var recorded = typeof(MovedRows)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(int[]))
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal);
        Assert.Equal(recorded, moved);
    }
}
