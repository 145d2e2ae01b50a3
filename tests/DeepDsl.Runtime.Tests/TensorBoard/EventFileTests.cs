using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeepDsl.Tests.Boards;

/// <summary>What a reader that knows the published formats alone finds in a file.</summary>
public sealed class EventFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_called_as_TensorBoard_looks_for_it_and_no_two_are_called_alike()
    {
        using EventFile first = new(_folder["run"]);
        using EventFile second = new(_folder["run"]);
        Assert.Matches(new Regex(@"^events\.out\.tfevents\.\d{10}\.[A-Za-z0-9-]+\.\d+\.\d+$"), Path.GetFileName(first.Path));
        Assert.NotEqual(first.Path, second.Path);
    }

    [PythonFact]
    public void Everything_that_is_added_is_read_before_the_file_is_closed()
    {
        using EventFile file = new(_folder["run"]);
        file.AddScalar("loss", 0.25, 3);
        file.AddScalar("loss", double.NaN, 1L << 40);
        file.AddText("note", "naïve **words**", 4);
        file.AddImage("picture", 2, 3, [0, 0.5f, 1, float.NaN, -1, 2], 5);
        JsonElement[] events = EventReader.Read(_folder["run"]);

        Assert.Equal("brain.Event:2", events[0].GetProperty("version").GetString());
        Assert.All(events, e => Assert.Equal(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), e.GetProperty("time").GetDouble(), 600.0));
        Assert.Equal((3, 0.25f), EventReader.Scalars(events[..2], "loss").Single());
        (long late, JsonElement nothing) = EventReader.Values(events[2..], "loss").Single();
        Assert.Equal((1L << 40, "nan"), (late, nothing.GetProperty("scalar").GetString()));

        (long step, JsonElement text) = EventReader.Values(events, "note").Single();
        Assert.Equal((4, "text"), (step, text.GetProperty("metadata").GetProperty("plugin").GetProperty("name").GetString()));
        Assert.Equal("naïve **words**", text.GetProperty("tensor").GetProperty("string")[0].GetString());
        Assert.Equal(7, text.GetProperty("tensor").GetProperty("dtype").GetInt32());

        JsonElement image = EventReader.Values(events, "picture").Single().Value.GetProperty("image");
        Assert.Equal((1, 2, 3), (image.GetProperty("height").GetInt32(), image.GetProperty("width").GetInt32(), image.GetProperty("channels").GetInt32()));
        byte[] png = image.GetProperty("png").GetBytesFromBase64();
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
    }

    [PythonFact]
    public void A_histogram_counts_each_finite_value_between_its_bounds()
    {
        float[] values = [-2, -1e-13f, 0, 0, 1e-13f, 0.5f, 0.5f, 3e30f, float.NaN, float.PositiveInfinity];
        using EventFile file = new(_folder["run"]);
        file.AddHistogram("weights", values, 7);
        file.AddHistogram("none", [float.NaN], 7);
        JsonElement[] events = EventReader.Read(_folder["run"]);

        JsonElement histogram = EventReader.Values(events, "weights").Single().Value.GetProperty("histogram");
        float[] finite = [.. values.Where(float.IsFinite)];
        Assert.Equal(finite.Length, histogram.GetProperty("num").GetDouble());
        Assert.Equal(-2, histogram.GetProperty("min").GetDouble());
        Assert.Equal(3e30f, histogram.GetProperty("max").GetDouble());
        Assert.Equal(finite.Sum(v => (double)v), histogram.GetProperty("sum").GetDouble());
        Assert.Equal(finite.Sum(v => (double)v * v), histogram.GetProperty("squares").GetDouble());
        double[] limits = [.. histogram.GetProperty("limits").EnumerateArray().Select(l => l.GetDouble())];
        double[] counts = [.. histogram.GetProperty("counts").EnumerateArray().Select(c => c.GetDouble())];
        Assert.Equal(limits.Length, counts.Length);
        Assert.Equal(limits.Order(), limits);
        for (int i = 1; i < limits.Length; i++)
        {
            Assert.Equal(finite.Count(v => v >= limits[i - 1] && v < limits[i]), counts[i]);
        }
        Assert.Equal(finite.Length, counts.Sum());

        JsonElement none = EventReader.Values(events, "none").Single().Value.GetProperty("histogram");
        Assert.Equal(0, none.GetProperty("num").GetDouble());
    }

    [PythonFact]
    public void Settings_have_their_kinds()
    {
        using EventFile file = new(_folder["a run"]);
        file.AddSettings(new Dictionary<string, object> { ["rate"] = 0.1, ["units"] = 32L, ["net"] = Init.Zeros, ["norm"] = true }, ["loss"]);
        file.AddEnd(succeeded: false);
        JsonElement[] events = EventReader.Read(_folder["a run"]);

        JsonElement experiment = Content(events, "_hparams_/experiment").GetProperty("experiment");
        Assert.Equal(
            ["rate 3", "units 3", "net 1", "norm 2"],
            experiment.GetProperty("hparams").EnumerateArray().Select(h => $"{h.GetProperty("name").GetString()} {h.GetProperty("type").GetInt32()}"));
        Assert.Equal("loss", experiment.GetProperty("metrics")[0].GetProperty("name").GetProperty("tag").GetString());
        JsonElement start = Content(events, "_hparams_/session_start_info").GetProperty("start");
        Assert.Equal("a run", start.GetProperty("group").GetString());
        Assert.Equal(
            ["{\"number\": 0.1}", "{\"number\": 32.0}", "{\"string\": \"Zeros\"}", "{\"bool\": true}"],
            start.GetProperty("hparams").EnumerateArray().Select(h => h.GetProperty("value").GetRawText()));
        Assert.Equal(2, Content(events, "_hparams_/session_end_info").GetProperty("end").GetProperty("status").GetInt32());
    }

    [Fact]
    public void A_setting_that_cannot_be_compared_is_refused()
    {
        using EventFile file = new(_folder["run"]);
        Assert.Equal(
            "The setting 'sizes' is of type Int32[]; a TensorBoard compares numbers, texts and truth values. Give one of these.",
            Assert.Throws<ArgumentException>(() => file.AddSettings(new Dictionary<string, object> { ["sizes"] = new int[2] }, [])).Message);
    }

    [Theory]
    [InlineData(0, 1, 4)]
    [InlineData(2, 2, 4)]
    [InlineData(3, 1, 4)]
    [InlineData(2, 1, 0)]
    public void An_image_that_is_none_is_refused(int width, int channels, int values)
    {
        using EventFile file = new(_folder["run"]);
        Assert.Equal(
            $"The image 'x' has {values} values, which are no rows of {width} pixels of {channels} channels; give 1 or 3 channels, pixel by pixel. "
            + "(Parameter 'pixels')",
            Assert.Throws<ArgumentException>(() => file.AddImage("x", width, channels, new float[values], 0)).Message);
    }

    private static JsonElement Content(JsonElement[] events, string tag)
    {
        JsonElement plugin = EventReader.Values(events, tag).Single().Value.GetProperty("metadata").GetProperty("plugin");
        Assert.Equal("hparams", plugin.GetProperty("name").GetString());
        return plugin.GetProperty("content");
    }
}
