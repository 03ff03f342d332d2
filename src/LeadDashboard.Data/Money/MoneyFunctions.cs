using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using LeadDashboard.Core.Campaigns;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace LeadDashboard.Data.Money;

/// <summary>
/// The money rules of <see cref="RoiRules"/> inside a query, so that the database adds up and no row leaves it. Each
/// amount becomes whole cents, half of one rounded away from zero, before it is added: sums are exact.
/// </summary>
/// <remarks>
/// SQLite keeps money as whole ten-thousandths and has no decimal arithmetic: there the rule itself is called, as a
/// function of the connection. PostgreSQL calculates in numeric, and reads a double as 15 digits, as .NET does.
/// </remarks>
public static class MoneyFunctions
{
    private const string CentsName = "lead_cents";
    private const string ExpectedName = "lead_expected_cents";
    private const decimal StoredPerUnit = 10_000;

    private static readonly MethodInfo CentsMethod = typeof(MoneyFunctions).GetMethod(nameof(Cents))!;
    private static readonly MethodInfo ExpectedMethod = typeof(MoneyFunctions).GetMethod(nameof(ExpectedCents))!;

    /// <summary>An amount in whole cents; null stays null. Only inside a query.</summary>
    public static long? Cents(decimal? amount) => throw OutsideOfQuery();

    /// <summary>
    /// What an open lead is worth today in whole cents, see <see cref="RoiRules.ExpectedRevenue"/>. Only inside a
    /// query.
    /// </summary>
    public static long? ExpectedCents(double? probability, decimal? valueAmount) => throw OutsideOfQuery();

    internal static void MapSqlite(ModelBuilder builder)
    {
        Map(builder, CentsMethod, arguments => Call(CentsName, arguments));
        Map(builder, ExpectedMethod, arguments => Call(ExpectedName, arguments));
    }

    internal static void MapPostgres(ModelBuilder builder)
    {
        Map(builder, CentsMethod, arguments => Round(arguments[0]));
        Map(builder, ExpectedMethod, arguments => Round(Times(Share(arguments[0]), arguments[1])));
    }

    /// <summary>Makes the functions known to a connection that is open; of other providers nothing is needed.</summary>
    public static void AddTo(DbConnection connection)
    {
        if (connection is SqliteConnection sqlite)
        {
            sqlite.CreateFunction<long?, long?>(
                CentsName,
                stored => ToCents(stored is { } amount ? RoiRules.RoundToCent(amount / StoredPerUnit) : null),
                isDeterministic: true
            );
            sqlite.CreateFunction<double?, long?, long?>(
                ExpectedName,
                (probability, stored) => ToCents(RoiRules.ExpectedRevenue(probability, stored / StoredPerUnit)),
                isDeterministic: true
            );
        }
    }

    private static void Map(
        ModelBuilder builder,
        MethodInfo method,
        Func<IReadOnlyList<SqlExpression>, SqlExpression> translation
    )
    {
        DbFunctionBuilder function = builder.HasDbFunction(method);
        function.HasTranslation(translation);
    }

    private static long? ToCents(decimal? amount) => (long?)(amount * 100);

    private static SqlFunctionExpression Call(string name, IReadOnlyList<SqlExpression> arguments) =>
        new(
            name,
            arguments,
            nullable: true,
            argumentsPropagateNullability: arguments.Select(_ => true),
            typeof(long),
            LongTypeMapping.Default
        );

    /// <summary>CAST(round(amount * 100) AS bigint)</summary>
    private static SqlUnaryExpression Round(SqlExpression amount) =>
        new(
            ExpressionType.Convert,
            new SqlFunctionExpression(
                "round",
                [Times(amount, new SqlConstantExpression(100m, DecimalTypeMapping.Default))],
                nullable: true,
                argumentsPropagateNullability: [true],
                typeof(decimal),
                DecimalTypeMapping.Default
            ),
            typeof(long),
            LongTypeMapping.Default
        );

    /// <summary>CAST(least(1, greatest(0, probability)) AS decimal)</summary>
    private static SqlUnaryExpression Share(SqlExpression probability) =>
        new(
            ExpressionType.Convert,
            Bound("least", 1, Bound("greatest", 0, probability)),
            typeof(decimal),
            DecimalTypeMapping.Default
        );

    private static SqlFunctionExpression Bound(string name, double limit, SqlExpression value) =>
        new(
            name,
            [new SqlConstantExpression(limit, DoubleTypeMapping.Default), value],
            nullable: true,
            argumentsPropagateNullability: [false, true],
            typeof(double),
            DoubleTypeMapping.Default
        );

    private static SqlBinaryExpression Times(SqlExpression left, SqlExpression right) =>
        new(ExpressionType.Multiply, left, right, typeof(decimal), DecimalTypeMapping.Default);

    private static InvalidOperationException OutsideOfQuery() =>
        new("A money function was called outside of a query. Use RoiRules there.");
}
