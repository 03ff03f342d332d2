using System.Security.Cryptography;
using System.Text;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Access;

/// <summary>What a key may do.</summary>
public static class ApiScopes
{
    /// <summary>Record outcomes of leads.</summary>
    public const string Outcomes = "outcomes";

    public static IReadOnlyList<string> All { get; } = [Outcomes];

    /// <summary>The scopes of a key, apart.</summary>
    public static IReadOnlyList<string> Parse(ApiKey key) =>
        key.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A new key: the only time that its text is known.</summary>
public sealed record NewApiKey(ApiKey Row, string Key);

/// <summary>
/// Keys that let other programs in. Only a SHA-256 and the first characters are stored: 190 random bits need no slow
/// hash.
/// </summary>
public sealed class ApiKeyService(IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    /// <summary>What every key begins with, so that scanners find one that was committed by mistake.</summary>
    public const string Mark = "ldk_";

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int PrefixLength = 12;
    private const int KeyLength = 44;
    private const int MaxNameLength = 100;
    private static readonly TimeSpan UsedStep = TimeSpan.FromMinutes(1);

    /// <summary>Makes a key.</summary>
    /// <param name="name">Of the program that gets it, 1..100 characters.</param>
    /// <param name="scopes">Of <see cref="ApiScopes.All"/>, at least one.</param>
    public async Task<Result<NewApiKey>> CreateAsync(
        string name,
        IReadOnlyCollection<string> scopes,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ManageUsers);
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > MaxNameLength || name.Any(char.IsControl))
        {
            return ApiKeyErrors.Name;
        }

        if (scopes.Count == 0 || scopes.Except(ApiScopes.All, StringComparer.Ordinal).Any())
        {
            return ApiKeyErrors.Scope;
        }

        var key = Mark + RandomNumberGenerator.GetString(Letters, KeyLength - Mark.Length);
        var row = new ApiKey
        {
            Name = name.Trim(),
            Prefix = key[..PrefixLength],
            Hash = HashOf(key),
            Scopes = string.Join(' ', scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
            CreatedUtc = time.GetUtcNow().UtcDateTime,
            CreatedById = actor.UserId,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ApiKeys.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return new NewApiKey(row, key);
    }

    /// <summary>The key that a program presents; null when it is none of ours or was revoked.</summary>
    public async Task<ApiKey?> FindAsync(string presented, CancellationToken cancellationToken = default)
    {
        if (presented.Length != KeyLength || !presented.StartsWith(Mark, StringComparison.Ordinal))
        {
            return null;
        }

        var prefix = presented[..PrefixLength];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context
            .ApiKeys.AsNoTracking()
            .FirstOrDefaultAsync(key => key.Prefix == prefix && key.RevokedUtc == null, cancellationToken);
        if (
            row is null
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(row.Hash),
                Encoding.ASCII.GetBytes(HashOf(presented))
            )
        )
        {
            return null;
        }

        var nowUtc = time.GetUtcNow().UtcDateTime;
        if (row.LastUsedUtc is null || row.LastUsedUtc < nowUtc - UsedStep)
        {
            await context
                .ApiKeys.Where(key => key.Id == row.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(key => key.LastUsedUtc, (DateTime?)nowUtc),
                    cancellationToken
                );
        }

        return row;
    }

    /// <summary>Every key, newest first, without its text.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ManageUsers);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ApiKeys.AsNoTracking().OrderByDescending(key => key.Id).ToListAsync(cancellationToken);
    }

    /// <summary>From the next request on the key is refused; revoking twice is no fault.</summary>
    /// <param name="prefix">The first characters of the key, as lists show them.</param>
    public async Task<Result<string>> RevokeAsync(
        string prefix,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ManageUsers);
        DateTime? nowUtc = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.ApiKeys.AnyAsync(key => key.Prefix == prefix, cancellationToken))
        {
            return ApiKeyErrors.Unknown;
        }

        await context
            .ApiKeys.Where(key => key.Prefix == prefix && key.RevokedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedUtc, nowUtc), cancellationToken);
        return prefix;
    }

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
