namespace DeepDsl.Tests.Tuning;

/// <summary>A search that was ended anywhere goes on from its store to the result of an unbroken one.</summary>
public sealed class SearchStoreTests : IDisposable
{
    private static readonly SearchSpace s_rates = new(SearchDimension.Real("rate", 0.001, 0.1, log: true), SearchDimension.Choice("name", "a", "ä\n\"b"));
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    private string Store => _folder["store"];

    private string File => Path.Combine(Store, "search.jsonl");

    public void Dispose() => _folder.Dispose();

    /// <summary>Every length that the file can have had when a kill came: headers, batches, reports and ends, whole or in part.</summary>
    [Fact]
    public void Cut_off_at_every_byte_it_goes_on_to_the_same_result()
    {
        SearchOptions options = new()
        {
            Trials = 6,
            Epochs = 2,
            Searcher = new TpeSearcher { Begin = 3, Batch = 2 },
            Pruner = new MedianPruner { Group = 2, WarmUpTrials = 1 },
            Store = Store,
        };
        string whole = SearchTests.Text(Search.Run(s_rates, Score, options));
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        Assert.Contains("Pruned", whole, StringComparison.Ordinal);
        for (int length = 0; length < bytes.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            Assert.Equal(whole, SearchTests.Text(Search.Run(s_rates, Score, options)));
            if (length % 50 == 0)
            {
                Assert.Equal(whole, SearchTests.Text(SearchResult.Load(Store)));
            }
        }
    }

    [Fact]
    public void Trials_that_are_over_do_not_run_again()
    {
        int runs = 0;
        SearchOptions options = new() { Trials = 5, Searcher = new RandomSearcher(), Store = Store };
        using (CancellationTokenSource source = new())
        {
            Assert.ThrowsAny<OperationCanceledException>(() => Search.Run(s_rates, t => Stop(t, source), options, source.Token));
        }
        Assert.Equal(3, runs);
        Assert.Equal(2, SearchResult.Load(Store).Trials.Count);
        string resumed = SearchTests.Text(Search.Run(s_rates, t => Stop(t, null), options));
        Assert.Equal(6, runs);
        Search.Run(s_rates, t => Stop(t, null), options with { Trials = 8 });
        Assert.Equal(9, runs);
        Assert.StartsWith(resumed, SearchTests.Text(SearchResult.Load(Store)), StringComparison.Ordinal);

        double Stop(Trial trial, CancellationTokenSource? source)
        {
            runs++;
            if (trial.Number == 2 && source != null)
            {
                // What gives up and returns is as little a score as what throws.
                source.Cancel();
                return -1;
            }
            return Score(trial);
        }
    }

    /// <summary>Networks, checkpoints and all: ended after each epoch of each trial in turn.</summary>
    [Fact]
    public void Fits_go_on_from_their_checkpoints_in_the_same_bits()
    {
        SearchOptions options = new() { Trials = 40, Epochs = 4, Searcher = new HalvingSearcher { Points = 4, Factor = 2 } };
        SearchResult unbroken = Search.Run(s_rates, t => SearchTests.Fit(t), options with { Store = _folder["unbroken"] });
        SearchResult anew = Search.Run(s_rates, t => SearchTests.Fit(t), options);
        Assert.Equal(SearchTests.Text(anew), SearchTests.Text(unbroken));

        int epochs = 0;
        SearchResult? result = null;
        while (result == null)
        {
            using CancellationTokenSource source = new();
            int before = epochs;
            try
            {
                result = Search.Run(s_rates, t => SearchTests.Fit(t), options with { Store = Store, Pruner = new Killer(() => ++epochs > before + 2, source) }, source.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }
        Assert.Equal(SearchTests.Text(anew), SearchTests.Text(result));
        // 4 of one epoch, 2 that go on to two, 1 that goes on to four: 8 epochs, none twice but the one each cancelled fit had not saved.
        Assert.InRange(epochs, 8, 12);

    }

    public static TheoryData<string, SearchSpace, SearchOptions> Others => new()
    {
        { "holds a search with the settings (rate: 0.001 to 0.1, log), but this one has (rate: 0.001 to 0.2, log).", new(SearchDimension.Real("rate", 0.001, 0.2, log: true), s_rates["name"]), new() { Searcher = new RandomSearcher() } },
        { "holds a search with the settings (name: one of 'a', 'ä\n\"b'), but this one has (without those).", new(s_rates["rate"]), new() { Searcher = new RandomSearcher() } },
        { "holds a search with its settings in another order, but this one has these.", new(s_rates["name"], s_rates["rate"]), new() { Searcher = new RandomSearcher() } },
        { "holds a search with Searcher = RandomSearcher, but this one has GridSearcher (Steps = 5).", s_rates, new() { Searcher = new GridSearcher() } },
        { "holds a search with Pruner = none, but this one has MedianPruner (Group = 4, WarmUpTrials = 5, WarmUpEpochs = 0).", s_rates, new() { Searcher = new RandomSearcher(), Pruner = new MedianPruner() } },
        { "holds a search with Maximize = False, but this one has True.", s_rates, new() { Searcher = new RandomSearcher(), Maximize = true } },
        { "holds a search with Seed = 0, but this one has 1.", s_rates, new() { Searcher = new RandomSearcher(), Seed = 1 } },
        { "holds a search with Epochs = 10, but this one has 9.", s_rates, new() { Searcher = new RandomSearcher(), Epochs = 9 } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Another_search_is_refused_and_the_store_stays(string message, SearchSpace space, SearchOptions options)
    {
        Search.Run(s_rates, Score, new SearchOptions { Trials = 2, Searcher = new RandomSearcher(), Store = Store });
        byte[] before = System.IO.File.ReadAllBytes(File);
        string said = Assert.Throws<InvalidOperationException>(() => Search.Run(space, Score, options with { Store = Store })).Message;
        Assert.Equal($"{File} {message} Give the same to go on, or name another folder.", said);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void A_second_search_in_the_folder_is_refused()
    {
        SearchOptions options = new() { Trials = 1, Searcher = new RandomSearcher(), Store = Store };
        SearchResult result = Search.Run(s_rates, t => throw Assert.Throws<IOException>(() => Search.Run(s_rates, Score, options)), options);
        Assert.StartsWith($"IOException: {File} is in use by another search, in this process or another: wait for its end, or name another folder.", result.Trials[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_anywhere_is_found()
    {
        SearchOptions options = new() { Trials = 2, Epochs = 1, Searcher = new RandomSearcher(), Store = Store };
        string whole = SearchTests.Text(Search.Run(s_rates, Score, options));
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        int lastLine = bytes.AsSpan(0, bytes.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 4;
            System.IO.File.WriteAllBytes(File, changed);
            if (at < lastLine - 1)
            {
                string said = Assert.Throws<InvalidDataException>(() => Search.Run(s_rates, Score, options)).Message;
                Assert.StartsWith($"{File} is damaged in line {1 + bytes.AsSpan(0, at).Count((byte)'\n')}, though whole lines follow.", said, StringComparison.Ordinal);
                Assert.Equal(changed, System.IO.File.ReadAllBytes(File));
            }
            else
            {
                // It cannot be told from one that was being written: the trial runs again.
                Assert.Equal(whole, SearchTests.Text(Search.Run(s_rates, Score, options)));
            }
        }
    }

    [Fact]
    public void What_is_no_search_stays_as_it_is()
    {
        Directory.CreateDirectory(Store);
        System.IO.File.WriteAllText(File, "my notes");
        string said = Assert.Throws<InvalidDataException>(() => Search.Run(s_rates, Score, new SearchOptions { Store = Store })).Message;
        Assert.Equal($"{File} was not written by a search or a cross-validation. Name another folder, or move the file away.", said);
        Assert.Equal("my notes", System.IO.File.ReadAllText(File));
        Assert.StartsWith($"There is no search in {_folder["none"]}", Assert.Throws<FileNotFoundException>(() => SearchResult.Load(_folder["none"])).Message, StringComparison.Ordinal);
    }

    private static double Score(Trial trial)
    {
        double score = trial.Point.Real("rate") + (trial.Point.Text("name") == "a" ? 0 : 1);
        for (int epoch = 1; epoch <= trial.Epochs; epoch++)
        {
            if (trial.Report(epoch, score + (1.0 / epoch)))
            {
                break;
            }
        }
        return trial.Number == 4 ? throw new TimeoutException("line\nbreak") : score;
    }

    /// <summary>Ends no trial, and cancels the search at the report that it is asked about when the count is reached.</summary>
    private sealed class Killer(Func<bool> isNow, CancellationTokenSource source) : Pruner
    {
        public override string Description => "none";

        public override string? Judge(PrunedTrial trial)
        {
            if (isNow())
            {
                source.Cancel();
            }
            return null;
        }
    }
}
