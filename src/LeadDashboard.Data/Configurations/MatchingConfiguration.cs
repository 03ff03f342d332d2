using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadDashboard.Data.Configurations;

internal sealed class DuplicatePairConfiguration : IEntityTypeConfiguration<DuplicatePair>
{
    // No foreign keys to leads: a merged lead is no row any more, and its pairs wait for an undo.
    public void Configure(EntityTypeBuilder<DuplicatePair> builder)
    {
        builder.HasIndex(pair => new { pair.LeftLeadId, pair.RightLeadId }).IsUnique();
        builder.HasIndex(pair => new { pair.State, pair.Probability });
        builder.HasIndex(pair => pair.RightLeadId);
        builder.HasIndex(pair => pair.ImportBatchId).HasFilter("\"ImportBatchId\" IS NOT NULL");
        builder.Property(pair => pair.ReviewedById).HasMaxLength(TextLengths.UserId);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(pair => pair.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class MergeRecordConfiguration : IEntityTypeConfiguration<MergeRecord>
{
    public void Configure(EntityTypeBuilder<MergeRecord> builder)
    {
        builder.HasIndex(merge => merge.SurvivorId);
        builder.HasIndex(merge => merge.MergedId);
        builder.HasIndex(merge => merge.MergedLeadKey);
        builder.HasIndex(merge => merge.GroupKey);
        builder.Property(merge => merge.MergedLeadKey).HasMaxLength(TextLengths.Key);
        builder.Property(merge => merge.GroupKey).HasMaxLength(TextLengths.Word);
        builder.Property(merge => merge.MergedById).HasMaxLength(TextLengths.UserId);
        builder.Property(merge => merge.UndoneById).HasMaxLength(TextLengths.UserId);
    }
}
