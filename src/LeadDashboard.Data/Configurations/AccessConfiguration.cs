using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadDashboard.Data.Configurations;

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.HasIndex(team => team.Name).IsUnique();
        builder.Property(team => team.Name).HasMaxLength(TextLengths.Key);
        builder.Property(team => team.Version).IsConcurrencyToken();
    }
}

internal sealed class TeamMemberConfiguration : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.HasKey(member => new { member.TeamId, member.UserId });
        builder.HasIndex(member => member.UserId);
        builder.HasOne<Team>().WithMany().HasForeignKey(member => member.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(member => member.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.HasIndex(key => key.Prefix).IsUnique();
        builder.Property(key => key.Name).HasMaxLength(TextLengths.Key);
        builder.Property(key => key.Prefix).HasMaxLength(TextLengths.Word);
        builder.Property(key => key.Hash).HasMaxLength(TextLengths.Hash);
        builder.Property(key => key.Scopes).HasMaxLength(TextLengths.Sentence);
        builder.Property(key => key.CreatedById).HasMaxLength(TextLengths.UserId);
    }
}

internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> builder)
    {
        builder.HasKey(key => new { key.Scope, key.Key });
        builder.HasIndex(key => key.CreatedUtc);
        builder.Property(key => key.Scope).HasMaxLength(TextLengths.Key);
        builder.Property(key => key.Key).HasMaxLength(TextLengths.Key);
        builder.Property(key => key.RequestHash).HasMaxLength(TextLengths.Hash);
    }
}

internal sealed class UserSessionConfiguration : IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.HasIndex(session => session.UserId);
        builder.Property(session => session.Id).HasMaxLength(TextLengths.Hash);
        builder.HasOne<AppUser>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SetupClaimConfiguration : IEntityTypeConfiguration<SetupClaim>
{
    public void Configure(EntityTypeBuilder<SetupClaim> builder)
    {
        builder.Property(claim => claim.Id).ValueGeneratedNever();
        builder.Property(claim => claim.UserId).HasMaxLength(TextLengths.UserId);
    }
}

internal sealed class AppUserConfiguration : IEntityTypeConfiguration<AppUser>
{
    public void Configure(EntityTypeBuilder<AppUser> builder) =>
        builder.Property(user => user.DisplayName).HasMaxLength(TextLengths.Field);
}
