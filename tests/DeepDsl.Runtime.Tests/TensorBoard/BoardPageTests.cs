using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Boards;

/// <summary>The code of docs/monitoring.md about a TensorBoard.</summary>
public sealed class BoardPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonFact]
    public void A_board_has_what_is_drawn()
    {
        TinyClassifier net = new(seed: 1);

        // <draw>
        TensorBoard board = new("runs/b")
        {
            Draw = (file, context) =>
            {
                file.AddImage("weights", width: 3, channels: 1, context.Network.Parameter("dense1.weight").Value, context.Step);
                file.AddText("note", $"Epoch **{context.Epoch}** is over.", context.Step);
            },
        };
        // </draw>

        net.Fit(FitData.Make(20), new FitOptions { Epochs = 2, Callbacks = [new TensorBoard(_folder["b"]) { Draw = board.Draw }] });
        var events = EventReader.Read(_folder["b"]);
        Assert.Equal(
            ["Epoch **1** is over.", "Epoch **2** is over."],
            EventReader.Values(events, "note").Select(e => e.Value.GetProperty("tensor").GetProperty("string")[0].GetString()));
        Assert.Equal(2, EventReader.Values(events, "weights").Length);
    }

    [Fact]
    public void A_fit_has_a_board()
    {
        TinyClassifier net = new(seed: 1);
        (Dataset train, Dataset validation) = (FitData.Make(20), FitData.Make(10));

        // <board>
        FitOptions options = new() { Epochs = 5, Validation = validation, Callbacks = [new TensorBoard("runs/a")] };
        // </board>

        Assert.Equal("runs/a", Assert.IsType<TensorBoard>(options.Callbacks[0]).Folder);
        net.Fit(train, options with { Callbacks = [new TensorBoard(_folder["runs/a"])] });
        Assert.Equal(["runs"], _folder.Names);
        Assert.Equal(2, Directory.GetFiles(_folder["runs"], "events.out.tfevents.*", SearchOption.AllDirectories).Length);
    }
}
