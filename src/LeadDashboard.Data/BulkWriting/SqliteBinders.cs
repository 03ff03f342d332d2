using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LeadDashboard.Data.BulkWriting;

/// <summary>Binds one property of a row to a parameter; indexes begin at 1.</summary>
internal delegate void SqliteBinder<in T>(SqliteStatement statement, int index, T row);

/// <summary>
/// How the properties of an entity become values of SQLite: without boxing for the types that rows are full of.
/// </summary>
internal static class SqliteBinders
{
    /// <param name="property">Known to be stored.</param>
    /// <param name="read">The stored value, converted; used for types without a way of their own.</param>
    public static SqliteBinder<T> For<T>(IProperty property, Func<object, object?> read)
        where T : class
    {
        var getter = property.PropertyInfo?.GetMethod;
        return (getter is null ? null : Known<T>(property, getter))
            ?? ((statement, index, row) => BindAny(statement, index, read(row)));
    }

    private static SqliteBinder<T>? Known<T>(IProperty property, MethodInfo getter)
        where T : class
    {
        if (property.ClrType == typeof(DateTime))
        {
            var get = getter.CreateDelegate<Func<T, DateTime>>();
            return (statement, index, row) => statement.Instant(index, get(row));
        }

        if (property.ClrType == typeof(DateTime?))
        {
            var get = getter.CreateDelegate<Func<T, DateTime?>>();
            return (statement, index, row) =>
                Bind(statement, index, get(row), static (to, at, value) => to.Instant(at, value));
        }

        if (
            property.ClrType == typeof(decimal?)
            && property.GetTypeMapping().Converter is ValueConverter<decimal, long> cents
        )
        {
            var get = getter.CreateDelegate<Func<T, decimal?>>();
            var convert = cents.ConvertToProviderTyped;
            return (statement, index, row) =>
                Bind(
                    statement,
                    index,
                    get(row) is { } amount ? convert(amount) : (long?)null,
                    static (to, at, value) => to.Integer(at, value)
                );
        }

        return property.GetTypeMapping().Converter is null ? Plain<T>(property.ClrType, getter) : null;
    }

    /// <summary>Types that are stored as they are.</summary>
    private static SqliteBinder<T>? Plain<T>(Type type, MethodInfo getter)
        where T : class
    {
        if (type == typeof(string))
        {
            var get = getter.CreateDelegate<Func<T, string?>>();
            return (statement, index, row) => statement.Text(index, get(row));
        }

        if (type == typeof(int))
        {
            var get = getter.CreateDelegate<Func<T, int>>();
            return (statement, index, row) => statement.Integer(index, get(row));
        }

        if (type == typeof(int?))
        {
            var get = getter.CreateDelegate<Func<T, int?>>();
            return (statement, index, row) =>
                Bind(statement, index, get(row), static (to, at, value) => to.Integer(at, value));
        }

        if (type == typeof(long?))
        {
            var get = getter.CreateDelegate<Func<T, long?>>();
            return (statement, index, row) =>
                Bind(statement, index, get(row), static (to, at, value) => to.Integer(at, value));
        }

        if (type == typeof(double?))
        {
            var get = getter.CreateDelegate<Func<T, double?>>();
            return (statement, index, row) =>
                Bind(statement, index, get(row), static (to, at, value) => to.Real(at, value));
        }

        if (type == typeof(bool))
        {
            var get = getter.CreateDelegate<Func<T, bool>>();
            return (statement, index, row) => statement.Integer(index, get(row) ? 1 : 0);
        }

        return null;
    }

    private static void Bind<TValue>(
        SqliteStatement statement,
        int index,
        TValue? value,
        Action<SqliteStatement, int, TValue> bind
    )
        where TValue : struct
    {
        if (value is { } given)
        {
            bind(statement, index, given);
        }
        else
        {
            statement.Null(index);
        }
    }

    private static void BindAny(SqliteStatement statement, int index, object? value)
    {
        switch (value)
        {
            case null:
                statement.Null(index);
                break;
            case bool flag:
                statement.Integer(index, flag ? 1 : 0);
                break;
            case int number:
                statement.Integer(index, number);
                break;
            case long number:
                statement.Integer(index, number);
                break;
            case double number:
                statement.Real(index, number);
                break;
            case byte[] bytes:
                statement.Bytes(index, bytes);
                break;
            case string text:
                statement.Text(index, text);
                break;
            case DateTime instant:
                statement.Instant(index, instant);
                break;
            default:
                throw new NotSupportedException($"A {value.GetType().Name} cannot be written in bulk.");
        }
    }
}
