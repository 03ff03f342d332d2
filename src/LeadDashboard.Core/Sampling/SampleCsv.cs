using System.Text;

namespace LeadDashboard.Core.Sampling;

/// <summary>One CSV line at a time, RFC 4180, one buffer for the whole file.</summary>
/// <param name="columnCount">Cells beyond these are left out.</param>
internal sealed class SampleCsv(Stream stream, int columnCount = int.MaxValue) : IDisposable
{
    private readonly StreamWriter writer = new(
        stream,
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        1 << 16,
        leaveOpen: true
    );
    private int cellCount;

    public SampleCsv Cell(string value)
    {
        if (++cellCount > columnCount)
        {
            return this;
        }

        if (cellCount > 1)
        {
            writer.Write(',');
        }

        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            writer.Write(value);
        }
        else
        {
            writer.Write('"');
            writer.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }

        return this;
    }

    public void EndLine()
    {
        writer.Write("\r\n");
        cellCount = 0;
    }

    public void Line(params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            Cell(cell);
        }

        EndLine();
    }

    public void Dispose() => writer.Dispose();
}
