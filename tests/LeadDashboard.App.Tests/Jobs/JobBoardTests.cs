using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.App.Tests.Jobs;

public sealed class JobBoardTests
{
    private readonly FakeTimeProvider _time = TestTime.New();
    private readonly List<double> _seen = [];

    [Fact]
    public void Publish_ManyInOneInterval_FirstAndNewestArrive()
    {
        var board = Board();
        using var subscription = board.Subscribe(1, snapshot => _seen.Add(snapshot.Progress));
        foreach (var progress in new[] { 0.1, 0.2, 0.3 })
        {
            board.Publish(Snapshot(1, JobStatus.Running, progress));
        }

        Assert.Equal([0.1], _seen);
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal([0.1, 0.3], _seen);
    }

    [Fact]
    public void Publish_StatusChanges_ArrivesAtOnceAndNothingAfter()
    {
        var board = Board();
        using var subscription = board.Subscribe(1, snapshot => _seen.Add(snapshot.Progress));
        board.Publish(Snapshot(1, JobStatus.Running, 0.1));
        board.Publish(Snapshot(1, JobStatus.Running, 0.9));
        board.Publish(Snapshot(1, JobStatus.Done, 1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([0.1, 1], _seen);
    }

    [Fact]
    public void Subscribe_OneJob_HearsNothingOfOthers()
    {
        var board = Board();
        using var one = board.Subscribe(1, snapshot => _seen.Add(snapshot.Progress));
        board.Publish(Snapshot(2, JobStatus.Running, 0.4));
        Assert.Empty(_seen);
        using var all = board.SubscribeAll(snapshot => _seen.Add(snapshot.Progress));
        board.Publish(Snapshot(2, JobStatus.Running, 0.5));
        Assert.Equal([0.5], _seen);
    }

    [Fact]
    public void Dispose_LaterNews_IsNotDelivered()
    {
        var board = Board();
        board.Subscribe(1, snapshot => _seen.Add(snapshot.Progress)).Dispose();
        board.Publish(Snapshot(1, JobStatus.Running, 0.4));
        Assert.Empty(_seen);
    }

    [Fact]
    public void Publish_SubscriberThrows_OthersStillHear()
    {
        var board = Board();
        using var bad = board.Subscribe(1, _ => throw new InvalidOperationException("closed"));
        using var good = board.Subscribe(1, snapshot => _seen.Add(snapshot.Progress));
        board.Publish(Snapshot(1, JobStatus.Running, 0.4));
        Assert.Equal([0.4], _seen);
    }

    [Fact]
    public void TimeLeft_QuarterDoneAfterTenSeconds_IsThirtySeconds()
    {
        var snapshot = Snapshot(1, JobStatus.Running, 0.25);
        Assert.Equal(TimeSpan.FromSeconds(30), snapshot.TimeLeft(_time.NowUtc.AddSeconds(10)));
        Assert.Null((snapshot with { Progress = 0.01 }).TimeLeft(_time.NowUtc.AddSeconds(10)));
        Assert.Null((snapshot with { Status = JobStatus.Waiting }).TimeLeft(_time.NowUtc.AddSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(30), TimeEstimate.Left(0.25, TimeSpan.FromSeconds(10)));
    }

    private JobBoard Board() => new(_time, new JobOptions(), NullLogger<JobBoard>.Instance);

    private JobSnapshot Snapshot(int id, JobStatus status, double progress) =>
        new(
            id,
            ModelsModule.TrainModel.Name,
            "Learning",
            status,
            progress,
            new Message(JobMessages.Waiting),
            null,
            "u1",
            false,
            _time.NowUtc,
            _time.NowUtc,
            null
        );
}
