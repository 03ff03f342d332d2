using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadDashboard.Data.Configurations;

internal sealed class LeadChangeConfiguration : IEntityTypeConfiguration<LeadChange>
{
    // No foreign key to the lead: its history outlives a merge, and the audit covers it whatever becomes of the lead.
    public void Configure(EntityTypeBuilder<LeadChange> builder)
    {
        builder.HasIndex(change => new { change.LeadId, change.Id });
        builder.HasIndex(change => new { change.ImportBatchId, change.Id });
        builder.HasIndex(change => change.AuditEntryId);
        builder.Property(change => change.ActorId).HasMaxLength(TextLengths.UserId);
        builder.Property(change => change.Salt).HasMaxLength(TextLengths.Hash);
        builder.Property(change => change.Hash).HasMaxLength(TextLengths.Hash);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(change => change.ImportBatchId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<AuditEntry>()
            .WithMany()
            .HasForeignKey(change => change.AuditEntryId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        // A chain, never a tree: two entries cannot follow the same one.
        builder.HasIndex(entry => entry.PreviousHash).IsUnique();
        builder.HasIndex(entry => entry.AtUtc);
        builder.Property(entry => entry.ActorId).HasMaxLength(TextLengths.UserId);
        builder.Property(entry => entry.Action).HasMaxLength(TextLengths.Word);
        builder.Property(entry => entry.EntityKind).HasMaxLength(TextLengths.Word);
        builder.Property(entry => entry.Hash).HasMaxLength(TextLengths.Hash);
        builder.Property(entry => entry.PreviousHash).HasMaxLength(TextLengths.Hash);
    }
}

internal sealed class OutboxEventConfiguration : IEntityTypeConfiguration<OutboxEvent>
{
    public void Configure(EntityTypeBuilder<OutboxEvent> builder)
    {
        builder.HasKey(entry => entry.Sequence);
        builder.HasIndex(entry => new { entry.TransactionId, entry.Sequence });
        builder.Property(entry => entry.Kind).HasMaxLength(TextLengths.Word);
    }
}

internal sealed class OutboxCursorConfiguration : IEntityTypeConfiguration<OutboxCursor>
{
    public void Configure(EntityTypeBuilder<OutboxCursor> builder)
    {
        builder.HasKey(cursor => cursor.Consumer);
        builder.Property(cursor => cursor.Consumer).HasMaxLength(TextLengths.Word);
    }
}
