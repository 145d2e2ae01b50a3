namespace DeepDsl.Tests.Tuning;

public sealed class SearchSpaceTests
{
    private static readonly SearchSpace s_space = new(
        SearchDimension.Real("rate", 1e-5, 1e-1, log: true),
        SearchDimension.Integer("units", 3, 6),
        SearchDimension.Integer("depth", 1, 100, log: true),
        SearchDimension.Choice("batch", 16, 32, 128),
        SearchDimension.Choice("optimizer", nameof(Optimizer.Adam), nameof(Optimizer.SGD)));

    [Fact]
    public void A_point_gives_each_value_by_its_kind()
    {
        SearchPoint point = s_space.Point(("rate", 0.01), ("units", 4), ("depth", 7), ("batch", 32), ("optimizer", Optimizer.SGD));
        Assert.Equal(0.01, point.Real("rate"));
        Assert.Equal(4, point.Integer("units"));
        Assert.Equal(4.0, point.Real("units"));
        Assert.Equal(32, point.Integer("batch"));
        Assert.Equal("SGD", point.Text("optimizer"));
        Assert.Equal(Optimizer.SGD, point.Enum<Optimizer>("optimizer"));
        Assert.Equal(["rate", "units", "depth", "batch", "optimizer"], point.Keys);
        Assert.Equal("rate = 0.01, units = 4, depth = 7, batch = 32, optimizer = SGD", point.ToString());
        Assert.True(point.TryGetValue("units", out object? units) && units is 4L);
        Assert.False(point.TryGetValue("unit", out _));
    }

    [Fact]
    public void Points_are_equal_by_their_values()
    {
        SearchPoint a = s_space.At([0.5, 0.5, 0.5, 0.5, 0.5]);
        SearchPoint b = s_space.At([0.5, 0.5, 0.5, 0.6, 0.9]);
        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.NotEqual(a, s_space.At([0.5, 0.5, 0.5, 0.5, 0.1]));
        Assert.NotEqual(s_space, new SearchSpace(SearchDimension.Real("rate", 1e-5, 1e-1)));
    }

    [Fact]
    public void Each_value_has_its_part_of_the_side()
    {
        int[] units = new int[7];
        for (int i = 0; i < 400; i++)
        {
            units[s_space.At([0, (i + 0.5) / 400, 0, 0, 0]).Integer("units")]++;
        }
        Assert.Equal([0, 0, 0, 100, 100, 100, 100], units);
        Assert.Equal(1e-3, s_space.At([0.5, 0, 0, 0, 0]).Real("rate"), 1e-12);
        Assert.Equal(0.1, s_space.At([1, 0, 0, 0, 0]).Real("rate"));
        Assert.Equal(100, s_space.At([0, 0, 1, 0, 0]).Integer("depth"));
        Assert.Equal(7, s_space.At([0, 0, 0.5, 0, 0]).Integer("depth"));
    }

    [Fact]
    public void A_place_leads_back_to_its_point()
    {
        SearchRandom random = new(5);
        for (int i = 0; i < 200; i++)
        {
            SearchPoint point = s_space.At(random.Place(5));
            SearchPoint back = s_space.At(s_space.PlaceOf(point));
            Assert.Equal(point.Real("rate"), back.Real("rate"), 1e-12);
            Assert.Equal(point.Skip(1), back.Skip(1));
        }
    }

    [Fact]
    public void The_count_is_that_of_all_combinations()
    {
        Assert.Null(s_space.Count);
        Assert.Equal(4 * 3, new SearchSpace(s_space["units"], s_space["batch"]).Count);
    }

    public static TheoryData<Action, string> Mistakes => new()
    {
        { () => s_space.At([0, 0, 0, 0, 0]).Real("rat"), "There is no setting 'rat'. The settings are 'rate', 'units', 'depth', 'batch', 'optimizer'. Did you mean 'rate'?" },
        { () => s_space.At([0, 0, 0, 0, 0]).Real("optimizer"), "The setting 'optimizer' is not a number: it takes one of 'Adam', 'SGD'. Ask the point for it by Text." },
        { () => s_space.At([0, 0, 0, 0, 0]).Integer("rate"), "The setting 'rate' is not a whole number: it takes 1E-05 to 0.1, log. Ask the point for it by Real." },
        { () => s_space.At([0, 0, 0, 0, 0]).Text("units"), "The setting 'units' is not a name: it takes integers 3 to 6. Ask the point for it by Real." },
        { () => s_space.At([0, 0, 0, 0, 0]).Enum<TrialState>("optimizer"), "The setting 'optimizer' is 'Adam', but TrialState has 'Complete', 'Pruned', 'Failed'; give the search names of the enum." },
        { () => s_space.At([0, 0]), "The place has 2 numbers, but the space has 5 settings; give one for each." },
        { () => s_space.Point(("units", 7)), "7 is no value of the setting 'units'. It takes integers 3 to 6." },
        { () => s_space.Point(("units", 4.5)), "4.5 is no value of the setting 'units'. It takes integers 3 to 6." },
        { () => s_space.Point(("batch", 17)), "17 is no value of the setting 'batch'. It takes one of 16, 32, 128." },
        { () => s_space.Point(("units", 4), ("units", 5)), "The point has two values of the setting 'units'; give one." },
        { () => s_space.Point(("units", 4)), "The point has no value of the setting 'rate'; give one for each." },
        { () => SearchDimension.Real("rate", 0, 1, log: true), "The setting 'rate' begins at 0, which has no logarithm; begin above 0, or leave log out." },
        { () => SearchDimension.Real("rate", 1, 1), "The setting 'rate' goes from 1 to 1; both must be finite, and the first the lower one." },
        { () => SearchDimension.Real("rate", 0, double.NaN), "The setting 'rate' goes from 0 to NaN; both must be finite, and the first the lower one." },
        { () => SearchDimension.Integer("units", 0, 1L << 60), "The setting 'units' goes from 0 to 1152921504606846976; whole numbers must lie within 2^53 of zero." },
        { () => SearchDimension.Choice("batch", 16, 16), "The setting 'batch' has the same value twice; leave one out." },
        { () => SearchDimension.Choice("batch", Array.Empty<string>()), "The setting 'batch' has no values; give at least one." },
        { () => SearchDimension.Real(" ", 0, 1), "A setting of the search has no name; points are asked for its value by one." },
        { () => new SearchSpace(s_space["rate"], s_space["rate"]), "The space of a search has two settings 'rate'; give each a name of its own." },
        { () => new SearchSpace(), "The space of a search has no settings; give at least one, such as SearchDimension.Real(\"rate\", 0.001, 0.1)." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_are_told_in_words(Action mistake, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(mistake).Message);
}
