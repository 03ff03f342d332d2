using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
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
        builder.HasIndex(job => new
        {
            job.Lane,
            job.Status,
            job.Order,
        });
        builder.Property(job => job.Kind).HasMaxLength(TextLengths.Word);
        builder.Property(job => job.Lane).HasMaxLength(TextLengths.Word);
        builder.Property(job => job.ActorId).HasMaxLength(TextLengths.UserId);
        builder.Property(job => job.ClaimedBy).HasMaxLength(TextLengths.Field);
        builder.HasOne<Job>().WithMany().HasForeignKey(job => job.DependsOnJobId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class ModelVersionConfiguration : IEntityTypeConfiguration<ModelVersion>
{
    public void Configure(EntityTypeBuilder<ModelVersion> builder)
    {
        builder.HasIndex(version => version.Number).IsUnique();
        // At most one champion, whoever promotes at the same instant: 1 is ModelStatus.Champion.
        builder.HasIndex(version => version.Status).IsUnique().HasFilter("\"Status\" = 1");
        builder.Property(version => version.Kind).HasMaxLength(TextLengths.Word);
        builder.Property(version => version.ActorId).HasMaxLength(TextLengths.UserId);
        builder.Property(version => version.PromotedById).HasMaxLength(TextLengths.UserId);
    }
}

internal sealed class ImportBatchConfiguration : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> builder)
    {
        builder.HasIndex(batch => batch.CreatedUtc);
        builder.Property(batch => batch.FileName).HasMaxLength(TextLengths.FileName);
        builder.Property(batch => batch.StoredPath).HasMaxLength(TextLengths.FileName);
        builder.Property(batch => batch.Sha256).HasMaxLength(TextLengths.Hash);
        builder.Property(batch => batch.ActorId).HasMaxLength(TextLengths.UserId);
        builder.HasOne<Job>().WithMany().HasForeignKey(batch => batch.JobId).OnDelete(DeleteBehavior.SetNull);
    }
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

internal sealed class RecordChangeConfiguration : IEntityTypeConfiguration<RecordChange>
{
    public void Configure(EntityTypeBuilder<RecordChange> builder)
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
    public void Configure(EntityTypeBuilder<RememberedMap> builder)
    {
        builder.HasIndex(map => map.HeaderFingerprint).IsUnique();
        builder.Property(map => map.HeaderFingerprint).HasMaxLength(TextLengths.Hash);
    }
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.HasKey(setting => setting.Key);
        builder.Property(setting => setting.Key).HasMaxLength(TextLengths.Word);
        builder.Property(setting => setting.ChangedById).HasMaxLength(TextLengths.UserId);
        builder.Property(setting => setting.Version).IsConcurrencyToken();
    }
}
