using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests.Parity;

/// <summary>A compiled model with one input and labels, in place of the class that the generator would write.</summary>
internal sealed class ParityNetwork(NetworkDefinition definition) : Network(definition, seed: 1, Device.Cpu())
{
    public float TrainStep(ReadOnlySpan<float> pixels, ReadOnlySpan<int> labels)
    {
        using TrainingCall call = BeginTraining(labels.Length);
        call.SetInput(0, pixels);
        call.SetTarget(0, labels);
        return TrainStep(call);
    }
}
