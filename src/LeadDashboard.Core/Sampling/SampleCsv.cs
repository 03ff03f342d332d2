using System.Text;

namespace LeadDashboard.Core.Sampling;

/// <summary>One CSV line at a time, RFC 4180, one buffer for the whole file.</summary>
/// <param name="columnCount">Cells beyond these are left out.</param>
internal sealed class SampleCsv(Stream stream, int columnCount = int.MaxValue) : IDisposable
{
    private readonly StreamWriter _writer = new(
        stream,
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        1 << 16,
        leaveOpen: true
    );
    private int _cellCount;

    public SampleCsv Cell(string value)
    {
        if (++_cellCount > columnCount)
        {
            return this;
        }

        if (_cellCount > 1)
        {
            _writer.Write(',');
        }

        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            _writer.Write(value);
        }
        else
        {
            _writer.Write('"');
            _writer.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            _writer.Write('"');
        }

        return this;
    }

    public void EndLine()
    {
        _writer.Write("\r\n");
        _cellCount = 0;
    }

    public void Line(params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            Cell(cell);
        }

        EndLine();
    }

    public void Dispose() => _writer.Dispose();
}
