namespace DeepDsl;

/// <summary>The weights of a moment between two updates, as a file that goes when it was read; one at a time.</summary>
internal sealed class WeightsDownload
{
    private int _isBusy;

    /// <summary>Null where another one is under way.</summary>
    public Stream? TryBegin(Network network)
    {
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            return null;
        }
        DirectoryInfo? folder = null;
        try
        {
            folder = Directory.CreateTempSubdirectory("deepdsl-dashboard-");
            string path = Path.Combine(folder.FullName, "weights.safetensors");
            network.SaveWeights(path);
            return new TemporaryFile(path, () => Ended(folder));
        }
        catch
        {
            Ended(folder);
            throw;
        }
    }

    private void Ended(DirectoryInfo? folder)
    {
        try
        {
            folder?.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Such as a virus scanner that reads it: the system clears its temporary folder.
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    private sealed class TemporaryFile(string path, Action ended) : FileStream(path, FileMode.Open, FileAccess.Read)
    {
        private int _hasEnded;

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            End();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync().ConfigureAwait(false);
            End();
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
            {
                ended();
            }
        }
    }
}
