namespace DeepDsl;

/// <summary>What a debugger shows of a model.</summary>
internal sealed class NetworkView(Network network)
{
    public string[] Layers => network.Definition.Summary.TrimEnd('\n').Split('\n');

    public Parameter[] Parameters => [.. network.Parameters];

    public RunningState[] States => [.. network.States];

    public TrainOptions Training => network.Training;

    public long Step => network.Step;

    public Device Device => network.Device;

    public int Seed => network.Seed;
}
