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

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true);
    private readonly nint _address;
    private readonly Bound[] _bound;
    private int _used;

    public SqliteStatement(SqliteConnection connection, string sql, int parameterCount)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        _handle = _statement.DangerousGetHandle();
        _address = Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0);
        _bound = new Bound[parameterCount + 1];
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
        ref var last = ref _bound[index];
        if (last.Kind != Kind.Null)
        {
            last = new Bound(Kind.Null, 0);
            _ = sqlite3_bind_null(_handle, index);
        }
    }

    public void Integer(int index, long value)
    {
        ref var last = ref _bound[index];
        if (last.Kind != Kind.Integer || last.Value != value)
        {
            last = new Bound(Kind.Integer, value);
            _ = sqlite3_bind_int64(_handle, index, value);
        }
    }

    public void Real(int index, double value)
    {
        _bound[index] = new Bound(Kind.Other, 0);
        _ = sqlite3_bind_double(_handle, index, value);
    }

    public void Text(int index, string? text)
    {
        if (text is null)
        {
            Null(index);
            return;
        }

        // No rest of a surrogate pair is left behind: with "replace" the bytes are those that Encoding.UTF8 gives.
        var status = Utf8.FromUtf16(text, _buffer.AsSpan(_used), out _, out var length, replaceInvalidSequences: true);
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
        if (_used + 32 > _buffer.Length)
        {
            Span<byte> own = stackalloc byte[32];
            Copy(index, own[..Format(value, own)].ToArray(), isText: true);
            return;
        }

        Lend(index, Format(value, _buffer.AsSpan(_used)));
    }

    public void Bytes(int index, byte[] value) => Copy(index, value, isText: false);

    /// <summary>Runs the statement with what is bound, and makes it ready for the next values.</summary>
    /// <returns>The key of the row that was inserted last.</returns>
    /// <exception cref="SqliteException">A constraint does not hold, or the database cannot be written.</exception>
    public long Run()
    {
        Check(sqlite3_step(_handle));
        var last = raw.sqlite3_last_insert_rowid(_database);
        _ = sqlite3_reset(_handle);
        _used = 0;
        return last;
    }

    public void Dispose() => _statement.Dispose();

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
        _bound[index] = new Bound(Kind.Other, 0);
        _ = sqlite3_bind_text(_handle, index, _address + _used, length, Lent);
        _used += length;
    }

    private void Copy(int index, byte[] bytes, bool isText)
    {
        _bound[index] = new Bound(Kind.Other, 0);
        var pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        try
        {
            Check(
                isText
                    ? sqlite3_bind_text(_handle, index, pinned.AddrOfPinnedObject(), bytes.Length, Copied)
                    : sqlite3_bind_blob(_handle, index, pinned.AddrOfPinnedObject(), bytes.Length, Copied)
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
                raw.sqlite3_errmsg(_database).utf8_to_string(),
                code,
                raw.sqlite3_extended_errcode(_database)
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
