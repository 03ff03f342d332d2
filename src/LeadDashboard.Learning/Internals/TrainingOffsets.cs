namespace LeadDashboard.Learning.Internals;

/// <summary>Checks the offsets a learner is given.</summary>
internal static class TrainingOffsets
{
    public static void Check(float[]? offsets, int rowCount)
    {
        if (offsets is null)
        {
            return;
        }

        if (offsets.Length != rowCount)
        {
            throw new ArgumentException(
                $"There are {offsets.Length} offsets for {rowCount} rows. Give one offset per row, or null.",
                nameof(offsets)
            );
        }

        var wrong = Array.FindIndex(offsets, offset => !float.IsFinite(offset));
        if (wrong >= 0)
        {
            throw new ArgumentException(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"The offset of row {wrong + 1}, {offsets[wrong]}, is not a finite number."
                ),
                nameof(offsets)
            );
        }
    }
}
