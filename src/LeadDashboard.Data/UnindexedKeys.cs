using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace LeadDashboard.Data;

/// <summary>
/// No index for foreign keys that nobody searches by. Every row that is written would keep it up to date, every scoring
/// rewrites it, and the rows it points to are never deleted in daily work.
/// </summary>
internal sealed class UnindexedKeys(ProviderConventionSetBuilderDependencies dependencies)
    : ForeignKeyIndexConvention(dependencies)
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "ModelVersionId",
        "LastImportBatchId",
        "DependsOnJobId",
        "JobId",
    };

    protected override IConventionIndex? CreateIndex(
        IReadOnlyList<IConventionProperty> properties,
        bool unique,
        IConventionEntityTypeBuilder entityTypeBuilder
    ) =>
        properties is [var property] && Names.Contains(property.Name)
            ? null
            : base.CreateIndex(properties, unique, entityTypeBuilder);
}
