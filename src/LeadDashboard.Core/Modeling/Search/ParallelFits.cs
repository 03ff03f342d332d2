using System.Collections.Concurrent;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>
/// Runs fits several at a time, handed out one by one: they take anything from milliseconds to minutes.
/// </summary>
internal static class ParallelFits
{
    /// <param name="fits">Started in this order.</param>
    /// <param name="maxThreads">At least 1.</param>
    /// <param name="run">Called once for each.</param>
    /// <param name="cancellationToken">Asked before each fit.</param>
    /// <exception cref="OperationCanceledException">Canceled, also when only the fits noticed.</exception>
    public static void Run<T>(IEnumerable<T> fits, int maxThreads, Action<T> run, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, maxThreads),
            CancellationToken = cancellationToken,
        };
        try
        {
            Parallel.ForEach(Partitioner.Create(fits, EnumerablePartitionerOptions.NoBuffering), parallel, run);
        }
        catch (AggregateException failure)
            when (failure.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
