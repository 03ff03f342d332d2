using System.Buffers;
using System.Reflection;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;
using SQLitePCL;

namespace LeadDashboard.Data;

/// <summary>
/// Inserts rows with one prepared statement of the SQLite library itself: a command object per row costs three times as much.
/// Runs inside whatever transaction the connection has open. The key that a row gets is written back to it.
/// </summary>
internal sealed class SqliteInsert<T>(SqliteConnection connection, string sql, IReadOnlyList<SqliteInsert<T>.Binder> binders, Action<T, int>? setKey)
    where T : class
{
    private const int CancelEvery = 1_000;

    /// <summary>Binds one property; indexes begin at 1.</summary>
    internal delegate void Binder(sqlite3_stmt statement, int index, T row);

    public void Run(IEnumerable<T> rows, CancellationToken cancellationToken)
    {
        var database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out var statement), database);
        try
        {
            var count = 0;
            foreach (var row in rows)
            {
                if (count++ % CancelEvery == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                for (var i = 0; i < binders.Count; i++)
                {
                    binders[i](statement, i + 1, row);
                }

                Check(raw.sqlite3_step(statement), database);
                setKey?.Invoke(row, (int)raw.sqlite3_last_insert_rowid(database));
                _ = raw.sqlite3_reset(statement);
            }
        }
        finally
        {
            _ = raw.sqlite3_finalize(statement);
        }
    }

    /// <param name="property">Known to be stored.</param>
    /// <param name="read">The stored value, converted; used for types without a way of their own.</param>
    public static Binder For(IProperty property, Func<object, object?> read)
    {
        var getter = property.PropertyInfo?.GetMethod;
        if (getter is null)
        {
            return (statement, index, row) => BindAny(statement, index, read(row));
        }

        if (property.ClrType == typeof(string))
        {
            var get = getter.CreateDelegate<Func<T, string?>>();
            return (statement, index, row) => BindText(statement, index, get(row));
        }

        if (property.ClrType == typeof(DateTime))
        {
            var get = getter.CreateDelegate<Func<T, DateTime>>();
            return (statement, index, row) => BindInstant(statement, index, get(row));
        }

        if (property.ClrType == typeof(DateTime?))
        {
            var get = getter.CreateDelegate<Func<T, DateTime?>>();
            return (statement, index, row) => BindInstant(statement, index, get(row));
        }

        if (property.ClrType == typeof(int))
        {
            var get = getter.CreateDelegate<Func<T, int>>();
            return (statement, index, row) => _ = raw.sqlite3_bind_int(statement, index, get(row));
        }

        if (property.ClrType == typeof(int?))
        {
            var get = getter.CreateDelegate<Func<T, int?>>();
            return (statement, index, row) => _ = get(row) is { } value ? raw.sqlite3_bind_int(statement, index, value) : raw.sqlite3_bind_null(statement, index);
        }

        return Rare(property, getter) ?? ((statement, index, row) => BindAny(statement, index, read(row)));
    }

    /// <summary>Types of which a row has few; without a converter only, so that what is written is what the provider reads.</summary>
    private static Binder? Rare(IProperty property, MethodInfo getter)
    {
        if (property.GetTypeMapping().Converter is not null)
        {
            return null;
        }

        if (property.ClrType == typeof(double?))
        {
            var get = getter.CreateDelegate<Func<T, double?>>();
            return (statement, index, row) => _ = get(row) is { } value ? raw.sqlite3_bind_double(statement, index, value) : raw.sqlite3_bind_null(statement, index);
        }

        if (property.ClrType == typeof(long?))
        {
            var get = getter.CreateDelegate<Func<T, long?>>();
            return (statement, index, row) => _ = get(row) is { } value ? raw.sqlite3_bind_int64(statement, index, value) : raw.sqlite3_bind_null(statement, index);
        }

        if (property.ClrType == typeof(bool))
        {
            var get = getter.CreateDelegate<Func<T, bool>>();
            return (statement, index, row) => _ = raw.sqlite3_bind_int(statement, index, get(row) ? 1 : 0);
        }

        return null;
    }

    private static void BindAny(sqlite3_stmt statement, int index, object? value) => _ = value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        bool flag => raw.sqlite3_bind_int(statement, index, flag ? 1 : 0),
        int number => raw.sqlite3_bind_int(statement, index, number),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        double number => raw.sqlite3_bind_double(statement, index, number),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        string text => raw.sqlite3_bind_text(statement, index, text),
        DateTime instant => BindInstant(statement, index, instant),
        _ => throw new NotSupportedException($"A {value.GetType().Name} cannot be written in bulk."),
    };

    private static void BindText(sqlite3_stmt statement, int index, string? text)
    {
        if (text is null)
        {
            _ = raw.sqlite3_bind_null(statement, index);
            return;
        }

        var room = ArrayPool<byte>.Shared.Rent((text.Length * 3) + 1);
        var length = Encoding.UTF8.GetBytes(text, room);
        _ = raw.sqlite3_bind_text(statement, index, room.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(room);
    }

    /// <summary>The very form that the provider writes and reads.</summary>
    private static int BindInstant(sqlite3_stmt statement, int index, DateTime? instant)
    {
        if (instant is not { } value)
        {
            return raw.sqlite3_bind_null(statement, index);
        }

        Span<byte> text = stackalloc byte[32];
        _ = value.TryFormat(text, out var length, value.Ticks % TimeSpan.TicksPerSecond == 0 ? "s" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", System.Globalization.CultureInfo.InvariantCulture);
        text[10] = (byte)' ';
        return raw.sqlite3_bind_text(statement, index, text[..length]);
    }

    private static void Check(int code, sqlite3 database)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), code, raw.sqlite3_extended_errcode(database));
        }
    }
}
