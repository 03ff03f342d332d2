using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Core.Tests.Sampling;

/// <summary>Memory is of the whole process, so these tests run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}

[Collection(AloneCollection.Name)]
public sealed class SampleMemoryTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void WriteLeadsCsv_200000Leads_KeepsNoLeadInMemory()
    {
        var data = SampleCompany.Generate(new SampleOptions(Now, Rows: 200_000));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var stream = new ByteCounter(() => GC.GetTotalMemory(forceFullCollection: true) - before);

        data.WriteLeadsCsv(stream);

        Assert.True(stream.ByteCount > 30_000_000, $"{stream.ByteCount} bytes");
        Assert.True(stream.LargestGrowth < 5_000_000, $"grew by {stream.LargestGrowth} bytes");
    }

    private sealed class ByteCounter(Func<long> measureGrowth) : Stream
    {
        private int _writeCount;

        public long ByteCount { get; private set; }

        public long LargestGrowth { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => ByteCount;

        public override long Position
        {
            get => ByteCount;
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            ByteCount += count;
            if (_writeCount++ % 100 == 99)
            {
                LargestGrowth = Math.Max(LargestGrowth, measureGrowth());
            }
        }
    }
}
