extern alias runtime;

using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using runtime::DeepDsl;

namespace DeepDsl.Compiler.Tests.Models;

/// <summary>What PyTorch's file would hold, brought to the layout here as a load brings it.</summary>
internal sealed class TorchWeights(ModelGraph model)
{
    private readonly TorchOrder _order = FindTorchOrder.Run(model);

    public Tensor Of(LeafNode leaf) => leaf switch
    {
        ParameterNode parameter => Of(model.Parameters.Single(p => p.Name == parameter.Name)),
        StateNode state => Of(model.States.Single(s => s.Name == state.Name)),
        _ => throw new InvalidOperationException(leaf.Describe()),
    };

    /// <summary>Numbers of the shape of a parameter, such as its gradient, in PyTorch's order.</summary>
    public Tensor Of(ParameterInfo info, double[] torch) => Read(info.Name, info.Shape, [.. info.TorchPermutation], _ => torch);

    private Tensor Of(ParameterInfo info) =>
        Read(info.Name, info.Shape, [.. info.TorchPermutation], shape => HashedValues.OfTensor(info.TorchName, shape));

    private Tensor Of(StateInfo info) => Read(info.Name, info.Shape, [], shape => HashedValues.OfTensor(info.TorchName, shape));

    private Tensor Read(string name, Shape shape, int[] permutation, Func<int[], double[]> torch)
    {
        int[] sizes = [.. shape.Select(d => d.Value)];
        int[][] runs = [.. sizes.Select((_, axis) => _order[name, axis].SelectMany(r => new[] { r.Positions, r.Channels }).ToArray())];
        TorchLayout layout = new(sizes, permutation, runs);
        Tensor tensor = new(sizes);
        layout.FromTorch<double>(torch(layout.Shape), tensor.Values);
        return tensor;
    }
}
