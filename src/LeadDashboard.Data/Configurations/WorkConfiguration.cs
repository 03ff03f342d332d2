using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadDashboard.Data.Configurations;

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.HasIndex(job => new { job.Status, job.Id });
        builder.HasIndex(job => new { job.Kind, job.Id });
    }
}

internal sealed class ModelVersionConfiguration : IEntityTypeConfiguration<ModelVersion>
{
    public void Configure(EntityTypeBuilder<ModelVersion> builder)
    {
        builder.HasIndex(version => version.Number).IsUnique();
        // At most one champion, whoever promotes at the same instant: 1 is ModelStatus.Champion.
        builder.HasIndex(version => version.Status).IsUnique().HasFilter("\"Status\" = 1");
    }
}

internal sealed class ImportBatchConfiguration : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> builder) => builder.HasIndex(batch => batch.CreatedUtc);
}

internal sealed class RejectedRowConfiguration : IEntityTypeConfiguration<RejectedRow>
{
    public void Configure(EntityTypeBuilder<RejectedRow> builder)
    {
        builder.HasIndex(row => new { row.ImportBatchId, row.LineNumber });
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(row => row.ImportBatchId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ImportChangeConfiguration : IEntityTypeConfiguration<ImportChange>
{
    public void Configure(EntityTypeBuilder<ImportChange> builder)
    {
        builder.HasIndex(change => new { change.ImportBatchId, change.Id });
        builder.HasIndex(change => new { change.EntityId, change.Kind });
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(change => change.ImportBatchId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class UndoConflictConfiguration : IEntityTypeConfiguration<UndoConflict>
{
    public void Configure(EntityTypeBuilder<UndoConflict> builder)
    {
        builder.HasIndex(conflict => conflict.ImportBatchId);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(conflict => conflict.ImportBatchId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RememberedMapConfiguration : IEntityTypeConfiguration<RememberedMap>
{
    public void Configure(EntityTypeBuilder<RememberedMap> builder) =>
        builder.HasIndex(map => map.HeaderFingerprint).IsUnique();
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder) => builder.HasKey(setting => setting.Key);
}
