using System.Reflection;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Kernels.Gpu;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Gpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;
using DeepDsl.Conformance.Tests;

namespace DeepDsl.PtxAnalysis.Tests.Zoo;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>The kernels of models, each once, compiled as one assembly of a name that no other has.</summary>
internal static class ZooKernels
{
    private const string Space = "DeepDsl.Generated.Zoo";

    public static IReadOnlyList<ZooKernel> Of(string assembly, IEnumerable<string> models) =>
        Of(assembly, models.SelectMany(model => ZooModels.Specs(model).Select(spec => (model, spec))));

    /// <summary>Of models that have names, some of them perhaps the same.</summary>
    public static IReadOnlyList<ZooKernel> Of(string assembly, IEnumerable<(string Name, ModelSpec Spec)> models)
    {
        KernelSet kernels = new();
        Dictionary<string, (string Model, Launch Launch)> found = [];
        foreach ((string model, ModelSpec spec) in models)
        {
            IReadOnlyList<Launch> launches = Launches(spec);
            string[] symbols = [.. SizePrinter.SymbolsOf(launches)];
            foreach (Launch launch in launches.Where(GpuKernels.Has))
            {
                GpuLaunch call = GpuKernels.Of(launch);
                foreach (GpuLaunch each in call.Before is { } before ? [before, call] : new[] { call })
                {
                    found.TryAdd(kernels.Of(each.Kernel with { Symbols = symbols }), (model, launch));
                }
            }
        }

        Type emitted = EmittedAssembly.Load(assembly, [Text(kernels)]).GetType(Space + ".Gpu", true)!;
        return
        [
            .. kernels.All.Select(k => Kernel(emitted.GetMethod(k.Name, BindingFlags.Static | BindingFlags.NonPublic)!, k.Kernel, found[k.Name].Model, found[k.Name].Launch)),
        ];
    }

    private static ZooKernel Kernel(MethodInfo method, Kernel kernel, string model, Launch launch)
    {
        RunProduct? run = kernel.Body.OfType<RunProduct>().SingleOrDefault();
        (Dim left, Dim right) = Runs(launch);
        return new ZooKernel(method, model, launch.GetType().Name, run?.Tile, left.DivideBy(4) is not null, right.DivideBy(4) is not null)
        {
            HasPhases = run?.Phase is not null,
            Rounds = run is { Rounding: not null, ByTensorCores: false },
        };
    }

    /// <summary>How many floats of the operands of a product adjoin; 1 of all else.</summary>
    private static (Dim Left, Dim Right) Runs(Launch launch) => launch switch
    {
        MatMulLaunch l => (l.AShape[-1], l.BShape[-1]),
        ConvLaunch l => (l.XShape[-1].Value / l.Geometry.Groups, l.WShape[-1].Value / l.Geometry.Groups),
        ConvWeightLaunch l => (l.XShape[-1].Value / l.Geometry.Groups, l.DyShape[-1].Value / l.Geometry.Groups),
        _ => (1, 1),
    };

    private static List<Launch> Launches(ModelSpec spec)
    {
        (ModelGraph inference, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"{spec.Name} is no sound model: {string.Join("; ", problems.Select(p => p.Message))}");
        }

        BuiltModel model = new(spec, inference, FindLosses.Run(spec, inference).Losses, []);
        return [.. Pipeline.Programs(model, new Inspection(dumps: false)).Gpu!.Units.SelectMany(u => u.Programs).SelectMany(p => p.Launches)];
    }

    private static string Text(KernelSet kernels)
    {
        CodeWriter w = new();
        using (w.Block($"namespace {Space}"))
        {
            w.Line("using global::DeepDsl.CompilerServices;");
            w.Line("using global::ILGPU;");
            using (w.Block("internal static class Gpu"))
            {
                foreach ((string name, Kernel kernel) in kernels.All)
                {
                    GpuKernelPrinter.Print(w, name, kernel);
                }
            }
        }

        return w.ToString();
    }
}
