namespace LeadDashboard.Core.Tests.Importing;

/// <summary>What a network gives: bytes, no position.</summary>
internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public abstract override int Read(Span<byte> buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A long file that is never in memory.</summary>
internal sealed class RepeatingStream(string header, string row, int count) : ReadOnlyStream
{
    private readonly byte[] _row = System.Text.Encoding.UTF8.GetBytes(row);
    private byte[] _current = System.Text.Encoding.UTF8.GetBytes(header);
    private int _at;
    private int _given;

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length)
        {
            if (_at == _current.Length)
            {
                if (_given == count)
                {
                    break;
                }

                _given++;
                _current = _row;
                _at = 0;
            }

            var length = Math.Min(_current.Length - _at, buffer.Length - written);
            _current.AsSpan(_at, length).CopyTo(buffer[written..]);
            _at += length;
            written += length;
        }

        return written;
    }
}
