using DeepDsl.CompilerServices;
using DeepDsl.Execution;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Networks;

public sealed class ParameterTests
{
    [Fact]
    public void Parameters_are_found_by_name_and_show_their_shape()
    {
        TinyMlp net = new();
        Parameter weight = net.Parameter("dense1.weight");
        Assert.Same(net.Parameters[0], weight);
        Assert.Equal([2, 8], weight.Shape.ToArray());
        Assert.Equal(16, weight.Length);
        Assert.Equal("dense1.weight [2, 8]", weight.ToString());
        Assert.Equal(weight.Value[(1 * 8) + 3], weight.Tensor[1, 3]);
        Assert.Equal(["dense1.weight", "dense1.bias", "dense2.weight", "dense2.bias"], net.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void A_misspelt_name_is_answered_with_the_nearest()
    {
        TinyMlp net = new();
        Exception error = Assert.Throws<ArgumentException>(() => net.Parameter("dense1.wieght"));
        Assert.StartsWith("TinyMlp has no parameter 'dense1.wieght'. Did you mean 'dense1.weight'?", error.Message);
        error = Assert.Throws<ArgumentException>(() => net.State("dense1.men"));
        Assert.StartsWith("TinyMlp has no state 'dense1.men'. Did you mean 'dense1.mean'?", error.Message);
        error = Assert.Throws<ArgumentException>(() => net.Gradients["x"].Length);
        Assert.StartsWith("TinyMlp has no parameter 'x'.", error.Message);
    }

    [Fact]
    public void Edits_count_from_the_next_prediction_on()
    {
        TinyMlp net = new();
        net.Parameter("dense2.weight").Edit().Clear();
        net.Parameter("dense2.bias").EditTensor()[0] = MathF.Log(3);
        Assert.Equal(0.75f, net.PredictBatch([0.3f, 0.4f])[0], 1e-6f);
    }

    [Fact]
    public void Gradients_are_seen_by_parameter_and_together()
    {
        TinyMlp net = new();
        net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
        Parameter bias = net.Parameter("dense1.bias");
        Assert.Equal(bias.Gradient.ToArray(), net.Gradients[bias].ToArray());
        Assert.Equal(bias.Gradient.ToArray(), net.Gradients.All.Slice(16, 8).ToArray());
        double norm = Math.Sqrt(net.Parameters.Sum(p => p.Gradient.ToArray().Sum(g => (double)g * g)));
        Assert.Equal(norm, net.Gradients.Norm(), 1e-5);
        net.Gradients.Scale(2);
        Assert.Equal(2 * norm, net.Gradients.Norm(), 1e-5);
    }

    [Fact]
    public void PyTorchs_layout_is_a_permutation_of_axes()
    {
        // A convolution [Kh, Kw, I, O], in PyTorch [O, I, Kh, Kw].
        ParameterDefinition conv = new("conv", [2, 3, 4, 5], 0) { Init = new(Init.Zeros, 1, 1), TorchPermutation = [3, 2, 0, 1] };
        FlatModel net = new(conv, FlatModel.Vector("vector", 3));
        Parameter parameter = net.Parameter("conv");
        float[] torch = [.. Enumerable.Range(0, 120).Select(i => (float)i)];
        parameter.FromTorch(torch);
        for (int o = 0; o < 5; o++)
        {
            for (int i = 0; i < 4; i++)
            {
                for (int h = 0; h < 2; h++)
                {
                    for (int w = 0; w < 3; w++)
                    {
                        Assert.Equal(torch[(((((o * 4) + i) * 2) + h) * 3) + w], parameter.Tensor[h, w, i, o]);
                    }
                }
            }
        }

        Assert.Equal(torch, parameter.ToTorch());
        net.Parameter("vector").FromTorch([1, 2, 3]);
        Assert.Equal([1, 2, 3], net.Parameter("vector").ToTorch());
        Exception error = Assert.Throws<ArgumentException>(() => parameter.FromTorch([1, 2]));
        Assert.Equal("conv takes [5, 4, 2, 3] = 120 floats, found 2.", error.Message);
    }

    [Fact]
    public void PyTorchs_layout_has_the_features_of_an_image_channel_by_channel()
    {
        // A dense layer over an image of 2 positions and 3 channels, then 2 plain features: [8, 2], in PyTorch [2, 8].
        ParameterDefinition dense = new("dense", [8, 2], 0)
        {
            Init = new(Init.Zeros, 1, 1), TorchPermutation = [1, 0], TorchRuns = [[2, 3, 1, 2], []],
        };
        Parameter parameter = new FlatModel(dense).Parameter("dense");
        float[] torch = [.. Enumerable.Range(0, 16).Select(i => (float)i)];
        parameter.FromTorch(torch);

        // The positions of a channel lie together in PyTorch; rows here are features.
        Assert.Equal([0, 8, 2, 10, 4, 12, 1, 9, 3, 11, 5, 13, 6, 14, 7, 15], parameter.Value.ToArray());
        Assert.Equal(torch, parameter.ToTorch());
    }

    [Fact]
    public void Training_bytes_are_what_the_buffers_take()
    {
        TinyMlp net = new(1, Device.Cpu(1));
        net.Training.Optimizer = Optimizer.SGD;
        long sgd = net.TrainingBytes(1000);
        net.Training.Optimizer = Optimizer.Adam;
        Assert.Equal(sgd + (2 * AlignedBuffer.BytesOf(64)), net.TrainingBytes(1000));
        Assert.Equal(24 * sizeof(float) * 1000, net.TrainingBytes(2000) - net.TrainingBytes(1000));

        // Everything that a step allocates in pinned arrays is counted; objects around them take a little more.
        long before = GC.GetAllocatedBytesForCurrentThread();
        TinyMlp measured = new(1, Device.Cpu(1));
        measured.TrainStep(new float[200_000], new float[100_000]);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before - (300_000 * sizeof(float));
        Assert.InRange(allocated, measured.TrainingBytes(100_000), measured.TrainingBytes(100_000) + 40_000);
    }

    [Fact]
    public void Devices_are_shared_and_checked()
    {
        Assert.Same(Device.Cpu(2), Device.Cpu(2));
        Assert.Same(Device.Default, Device.Cpu());
        Assert.Same(Device.Cpu(2), Device.Cpu(2, SimdLevel.Best));
        Assert.StartsWith($"CPU (1 thread, {SimdLevel.Name(SimdLevel.Best)}, ", Device.Cpu(1).Name);
        Assert.StartsWith("CPU (3 threads, scalar registers, asked for by the program", Device.Cpu(3, SimdWidth.Scalar).ToString());
        Assert.Equal(Environment.ProcessorCount, ((CpuDevice)Device.Cpu()).Threads);
        Exception error = Assert.Throws<ArgumentOutOfRangeException>(() => Device.Cpu(-1));
        Assert.StartsWith("Device.Cpu takes 0 (one thread per processor) to 1024 threads, found -1.", error.Message);
        Assert.Same(Device.Cpu(2), new TinyMlp(1, Device.Cpu(2)).Device);
    }
}
