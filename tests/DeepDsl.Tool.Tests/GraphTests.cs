using System.Globalization;
using System.Xml.Linq;
using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

public sealed class GraphTests : IDisposable
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task Mermaid_has_a_frame_for_each_block_and_an_arrow_for_each_read()
    {
        _folder.Write("Goods.cs", ToolSources.Residual);
        return Verifier.Verify(ToolRun.Done(_folder["."], "graph"));
    }

    [Fact]
    public void The_picture_has_a_box_for_each_layer_none_over_another()
    {
        XElement picture = Picture(ToolSources.Residual);
        (double X, double Y, double Width, double Height)[] boxes = [.. picture.Descendants(s_svg + "rect").Select(Box)];
        Assert.Equal(13, boxes.Length); // an input, twice five layers, and two
        (double width, double height) = (Number(picture, "width"), Number(picture, "height"));
        Assert.All(boxes, b => Assert.True(b.X >= 0 && b.Y >= 0 && b.X + b.Width <= width && b.Y + b.Height <= height, $"{b} is outside."));
        Assert.All(boxes.Index(), b => Assert.All(boxes[..b.Index], other => Assert.False(Overlap(b.Item, other), $"{b.Item} lies over {other}.")));
        Assert.Equal(14, picture.Descendants(s_svg + "path").Count()); // each layer reads one, and an addition two
        Assert.Contains("goods", picture.Attribute("aria-label")!.Value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A wire that passes layers by runs beside them.</summary>
    [Fact]
    public void A_wire_past_layers_crosses_no_box()
    {
        XElement picture = Picture("""
            using DeepDsl;
            [Model, Input(4), Identity(Name = "x"), Dense(4), ReLU, Dense(4), Add("x"), Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
            partial class Net;
            """);
        (double X, double Y, double Width, double Height)[] boxes = [.. picture.Descendants(s_svg + "rect").Select(Box)];
        string passing = picture.Descendants(s_svg + "path").Select(p => p.Attribute("d")!.Value).Single(d => d.Contains('V'));
        double x = double.Parse(passing.Split('V')[0].Split(' ')[^2], CultureInfo.InvariantCulture);
        Assert.All(boxes.Where(b => b.Y > boxes[1].Y && b.Y < boxes[5].Y), b => Assert.False(x > b.X && x < b.X + b.Width));
    }

    [Fact]
    public void A_file_gets_the_picture_and_the_output_nothing()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        Assert.Equal("", ToolRun.Done(_folder["."], "graph", "--svg", "net.svg"));
        Assert.Equal(["Net.cs", "net.svg"], _folder.Names);
    }

    [Fact]
    public void One_of_several_models_must_be_chosen()
    {
        _folder.Write("Goods.cs", ToolSources.Residual);
        _folder.Write("Net.cs", ToolSources.Sound);
        Assert.EndsWith("has 2 models, Shop.Goods, Net. Choose one by --model.", ToolRun.Refused(_folder["."], "graph"), StringComparison.Ordinal);
    }

    /// <summary>Names are the user's: they end neither a text of the picture nor one of Mermaid's.</summary>
    [Fact]
    public void Names_are_escaped()
    {
        const string Source = """
            using DeepDsl;
            [Model, Input(4, Name = "a<b>&\"#`"), Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
            partial class Net;
            """;
        _folder.Write("Net.cs", Source);
        ToolRun run = ToolRun.In(_folder["."], "graph");
        string label = run.Output.Split('\n').First(l => l.Contains("n0", StringComparison.Ordinal));
        Assert.Equal(2, label.Count(c => c == '"'));
        Assert.DoesNotContain("<b>", label, StringComparison.Ordinal);
        Assert.DoesNotContain('`', label);
    }

    public void Dispose() => _folder.Dispose();

    private XElement Picture(string source)
    {
        _folder.Write("Net.cs", source);
        ToolRun.Done(_folder["."], "graph", "--svg", "net.svg");
        return XDocument.Load(_folder["net.svg"]).Root!;
    }

    private static (double X, double Y, double Width, double Height) Box(XElement rect) =>
        (Number(rect, "x"), Number(rect, "y"), Number(rect, "width"), Number(rect, "height"));

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static bool Overlap((double X, double Y, double Width, double Height) a, (double X, double Y, double Width, double Height) b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
