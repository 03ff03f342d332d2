using LeadDashboard.Core.Access;
using LeadDashboard.Core.Accounts;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadDashboard.Data.Configurations;

internal sealed class LeadConfiguration : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.HasIndex(lead => lead.LeadKey).IsUnique();

        // One index per order the grid offers, each behind the status that every list filters by.
        builder.HasIndex(lead => new
        {
            lead.Status,
            lead.Probability,
            lead.Id,
        });
        builder.HasIndex(lead => new { lead.Status, lead.CreatedUtc });
        builder.HasIndex(lead => new { lead.Status, lead.Segment });
        builder.HasIndex(lead => new
        {
            lead.OwnerId,
            lead.Status,
            lead.Probability,
        });
        builder.HasIndex(lead => lead.Probability);
        builder.HasIndex(lead => lead.Name);
        builder.HasIndex(lead => lead.Company);
        builder.HasIndex(lead => lead.Email);
        builder.HasIndex(lead => lead.Phone);
        builder.HasIndex(lead => lead.CampaignId);
        builder.HasIndex(lead => lead.ImportBatchId);
        builder.HasIndex(lead => lead.AccountId).HasFilter("\"AccountId\" IS NOT NULL");
        builder.HasIndex(lead => lead.TeamId).HasFilter("\"TeamId\" IS NOT NULL");
        SetLengths(builder);
        builder.Property(lead => lead.Version).IsConcurrencyToken();

        // What a lead points to may go without the lead: it then points to nothing.
        builder.HasOne<Campaign>().WithMany().HasForeignKey(lead => lead.CampaignId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(lead => lead.OwnerId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Team>().WithMany().HasForeignKey(lead => lead.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Account>().WithMany().HasForeignKey(lead => lead.AccountId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(lead => lead.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne<ModelVersion>()
            .WithMany()
            .HasForeignKey(lead => lead.ModelVersionId)
            .OnDelete(DeleteBehavior.SetNull);
    }

    private static void SetLengths(EntityTypeBuilder<Lead> builder)
    {
        builder.Property(lead => lead.LeadKey).HasMaxLength(TextLengths.Key);
        builder.Property(lead => lead.Name).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.Email).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.Phone).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.PhoneE164).HasMaxLength(TextLengths.Phone);
        builder.Property(lead => lead.PhoneExtension).HasMaxLength(TextLengths.Phone);
        builder.Property(lead => lead.Company).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.Title).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.Industry).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.CompanySize).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.Country).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.City).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.Source).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.Product).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.OwnerText).HasMaxLength(TextLengths.Field);
        builder.Property(lead => lead.LossReason).HasMaxLength(TextLengths.Sentence);
    }
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.HasIndex(account => account.NameKey).IsUnique();
        builder.HasIndex(account => account.Domain);
        builder.Property(account => account.NameKey).HasMaxLength(TextLengths.Key);
        builder.Property(account => account.Name).HasMaxLength(TextLengths.Field);
        builder.Property(account => account.Domain).HasMaxLength(TextLengths.Field);
        builder.Property(account => account.Industry).HasMaxLength(TextLengths.Field);
        builder.Property(account => account.Size).HasMaxLength(TextLengths.Field);
        builder.Property(account => account.Version).IsConcurrencyToken();
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(account => account.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class FieldDefinitionConfiguration : IEntityTypeConfiguration<FieldDefinition>
{
    public void Configure(EntityTypeBuilder<FieldDefinition> builder)
    {
        builder.HasIndex(field => field.Name).IsUnique();
        builder.Property(field => field.Label).HasMaxLength(TextLengths.Field);
        builder.Property(field => field.Version).IsConcurrencyToken();
        builder
            .HasOne<ImportBatch>()
            .WithMany()
            .HasForeignKey(field => field.ImportBatchId)
            .OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class ScoreReceiptConfiguration : IEntityTypeConfiguration<ScoreReceipt>
{
    public void Configure(EntityTypeBuilder<ScoreReceipt> builder)
    {
        builder.HasIndex(receipt => new { receipt.LeadId, receipt.ScoredUtc });
        builder.HasOne<Lead>().WithMany().HasForeignKey(receipt => receipt.LeadId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<ModelVersion>()
            .WithMany()
            .HasForeignKey(receipt => receipt.ModelVersionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
