using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LeadDashboard.Data.BulkWriting;

/// <summary>
/// A prepared statement that is run many times with ever new values. It calls the SQLite library itself: the managed
/// layer counts the
/// users of its handle twice per bound value, and forty values a row make that dearer than the row. A value that stays
/// what it was in the run
/// before is not bound again, and text is lent to SQLite from a buffer that does not move instead of being copied once
/// more.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private const nint Lent = 0;
    private const nint Copied = -1;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly nint handle;
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true);
    private readonly nint address;
    private readonly Bound[] bound;
    private int used;

    public SqliteStatement(SqliteConnection connection, string sql, int parameterCount)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
        handle = statement.DangerousGetHandle();
        address = Marshal.UnsafeAddrOfPinnedArrayElement(buffer, 0);
        bound = new Bound[parameterCount + 1];
    }

    private enum Kind : byte
    {
        Nothing,
        Null,
        Integer,
        Other,
    }

    /// <param name="index">Of the parameter, from 1.</param>
    public void Null(int index)
    {
        ref var last = ref bound[index];
        if (last.Kind != Kind.Null)
        {
            last = new Bound(Kind.Null, 0);
            _ = sqlite3_bind_null(handle, index);
        }
    }

    public void Integer(int index, long value)
    {
        ref var last = ref bound[index];
        if (last.Kind != Kind.Integer || last.Value != value)
        {
            last = new Bound(Kind.Integer, value);
            _ = sqlite3_bind_int64(handle, index, value);
        }
    }

    public void Real(int index, double value)
    {
        bound[index] = new Bound(Kind.Other, 0);
        _ = sqlite3_bind_double(handle, index, value);
    }

    public void Text(int index, string? text)
    {
        if (text is null)
        {
            Null(index);
            return;
        }

        // No rest of a surrogate pair is left behind: with "replace" the bytes are those that Encoding.UTF8 gives.
        var status = Utf8.FromUtf16(text, buffer.AsSpan(used), out _, out var length, replaceInvalidSequences: true);
        if (status == System.Buffers.OperationStatus.Done)
        {
            Lend(index, length);
        }
        else
        {
            Copy(index, Encoding.UTF8.GetBytes(text), isText: true);
        }
    }

    /// <summary>In the very form that the provider writes and reads.</summary>
    public void Instant(int index, DateTime value)
    {
        if (used + 32 > buffer.Length)
        {
            Span<byte> own = stackalloc byte[32];
            Copy(index, own[..Format(value, own)].ToArray(), isText: true);
            return;
        }

        Lend(index, Format(value, buffer.AsSpan(used)));
    }

    public void Bytes(int index, byte[] value) => Copy(index, value, isText: false);

    /// <summary>Runs the statement with what is bound, and makes it ready for the next values.</summary>
    /// <returns>The key of the row that was inserted last.</returns>
    /// <exception cref="SqliteException">A constraint does not hold, or the database cannot be written.</exception>
    public long Run()
    {
        Check(sqlite3_step(handle));
        var last = raw.sqlite3_last_insert_rowid(database);
        _ = sqlite3_reset(handle);
        used = 0;
        return last;
    }

    public void Dispose() => statement.Dispose();

    private static int Format(DateTime value, Span<byte> room)
    {
        _ = value.TryFormat(
            room,
            out var length,
            value.Ticks % TimeSpan.TicksPerSecond == 0 ? "s" : "yyyy-MM-dd HH:mm:ss.FFFFFFF",
            CultureInfo.InvariantCulture
        );
        room[10] = (byte)' ';
        return length;
    }

    private void Lend(int index, int length)
    {
        bound[index] = new Bound(Kind.Other, 0);
        _ = sqlite3_bind_text(handle, index, address + used, length, Lent);
        used += length;
    }

    private void Copy(int index, byte[] bytes, bool isText)
    {
        bound[index] = new Bound(Kind.Other, 0);
        var pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        try
        {
            Check(
                isText
                    ? sqlite3_bind_text(handle, index, pinned.AddrOfPinnedObject(), bytes.Length, Copied)
                    : sqlite3_bind_blob(handle, index, pinned.AddrOfPinnedObject(), bytes.Length, Copied)
            );
        }
        finally
        {
            pinned.Free();
        }
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            throw new SqliteException(
                raw.sqlite3_errmsg(database).utf8_to_string(),
                code,
                raw.sqlite3_extended_errcode(database)
            );
        }
    }

    private readonly record struct Bound(Kind Kind, long Value);

    // Calls of some nanoseconds that neither wait nor call back do without the change of the thread's state.
    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory),
        SuppressGCTransition
    ]
    private static extern int sqlite3_bind_null(nint statement, int index);

    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory),
        SuppressGCTransition
    ]
    private static extern int sqlite3_bind_int64(nint statement, int index, long value);

    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory),
        SuppressGCTransition
    ]
    private static extern int sqlite3_bind_double(nint statement, int index, double value);

    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory),
        SuppressGCTransition
    ]
    private static extern int sqlite3_bind_text(nint statement, int index, nint text, int length, nint destructor);

    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)
    ]
    private static extern int sqlite3_bind_blob(nint statement, int index, nint bytes, int length, nint destructor);

    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)
    ]
    private static extern int sqlite3_step(nint statement);

    [
        DllImport("e_sqlite3"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)
    ]
    private static extern int sqlite3_reset(nint statement);
}
