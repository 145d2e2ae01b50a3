using System.Reflection;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Onnx;

/// <summary>A model that runs, which the compiler builds again of the declaration that its class carries as text.</summary>
internal static class DeclaredModel
{
    /// <summary>
    /// Null for a class that another version compiled, or that no compiler made. Each call gives graphs of their own, to be added to.
    /// </summary>
    /// <param name="net">The model.</param>
    /// <param name="with">Adds what the text leaves out; null for nothing.</param>
    public static BuiltModel? Find(Network net, Func<ModelSpec, ModelSpec>? with = null)
    {
        NetworkDefinition definition = net.Definition;
        try
        {
            string? text = definition.Declaration ?? OnClass(net.GetType());
            ModelSpec? spec = text is null ? null : ModelText.ReadDefinition(text);
            BuiltModel? built = spec is null ? null : Pipeline.Build(with?.Invoke(spec) ?? spec);
            return built is { Problems.Count: 0 } && IsOf(definition, built.Inference) ? built : null;
        }
        catch (FormatException)
        {
            // Written by another version.
            return null;
        }
    }

    private static string? OnClass(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetCustomAttribute<ModelDefinitionAttribute>(inherit: false) is { } found)
            {
                return found.Text;
            }
        }

        return null;
    }

    /// <summary>Whether a graph has the parameters, states and borders of a model.</summary>
    private static bool IsOf(NetworkDefinition definition, ModelGraph model)
    {
        string Text(string name, Shape shape) => $"{name} {shape}";
        string Sizes(string name, int[] shape) => $"{name} [{string.Join(", ", shape)}]";
        IEnumerable<string> built =
            [.. model.Parameters.Select(p => Text(p.Name, p.Shape)), .. model.States.Select(s => Text(s.Name, s.Shape))];
        IEnumerable<string> known =
            [.. definition.Parameters.Select(p => Sizes(p.Name, p.Shape)), .. definition.States.Select(s => Sizes(s.Name, s.Shape))];
        return built.Order(StringComparer.Ordinal).SequenceEqual(known.Order(StringComparer.Ordinal))
            && model.Inputs.Select(i => i.Name).SequenceEqual(definition.Inputs.Select(i => i.Name))
            && model.Outputs.Select(o => o.Name).SequenceEqual(definition.Outputs.Select(o => o.Name));
    }
}
