using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Reliability;

/// <summary>A format that the library reads: sound files of it to start from, and how they are read.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Forms">Ways to change it, in turn.</param>
/// <param name="Load">Reads the file at a path and gives all that was read, so that two results can be compared.</param>
internal sealed record FileFormat(string Name, FileFormat.Form[] Forms, Func<string, byte[]> Load)
{
    public static string[] Names { get; } =
    [
        "csv", "csv.gz", "idx", "idx.gz", "weights", "checkpoint", "ensemble", "normalization", "components", "words", "words.gz",
        "torch", "torch.old", "torch.views", "index",
    ];

    public static FileFormat Named(string name) => name switch
    {
        "csv" => new(name, [Form.Of(Table())], ReadTable),
        "csv.gz" => new(name, [Form.Packed(Table()), Form.OfContent(Table())], ReadTable),
        "idx" => new(name, [Form.Of(Values())], ReadValues),
        "idx.gz" => new(name, [Form.Packed(Values()), Form.OfContent(Values())], ReadValues),
        "weights" => Weights(name),
        "checkpoint" => Checkpoint(name),
        "ensemble" => Together(name),
        "normalization" => Scaling(name),
        "components" => Components(name),
        "words" => Words(name, Form.Of),
        "words.gz" => Words(name, Form.Packed),
        "torch" => TorchFormats.Archive(name, "checkpoint.pth"),
        "torch.old" => TorchFormats.Stream(name, "old_checkpoint.pth"),
        "torch.views" => TorchFormats.Archive(name, "views.pt"),
        "index" => TorchFormats.Index(name),
        _ => throw new ArgumentException($"There is no format '{name}'."),
    };

    /// <summary>The same bits on every machine, so that a seed makes the same file there.</summary>
    private static Device OneDevice { get; } = Device.Cpu(1, SimdWidth.Scalar);

    private static byte[] Table()
    {
        Random random = new(2);
        StringBuilder text = new("\"length, in cm\",width,kind\r\n");
        for (int i = 0; i < 60; i++)
        {
            text.Append($"{random.NextDouble():0.0000},{random.Next(-50, 50)},{(i % 3 == 0 ? "\"a \"\"red\"\" one\"" : "blue")}\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] ReadTable(string path)
    {
        Dataset data = CsvFile.Read(path);
        Assert.All(data.InputArray(), x => Assert.True(float.IsFinite(x)));
        return [.. Bytes(data.InputArray()), .. Bytes(data.LabelArray()), .. Encoding.UTF8.GetBytes(string.Join('\n', data.ClassNames))];
    }

    private static byte[] Values()
    {
        byte[] file = [0, 0, 0x0C, 2, 0, 0, 0, 24, 0, 0, 0, 5, .. new byte[24 * 5 * 4]];
        new Random(3).NextBytes(file.AsSpan(12));
        return file;
    }

    private static byte[] ReadValues(string path)
    {
        IdxFile file = IdxFile.Read(path);
        return [.. Bytes([.. file.Shape]), .. Bytes(file.ToFloats())];
    }

    private static FileFormat Weights(string name)
    {
        TinyClassifier net = new(seed: 1, device: OneDevice);
        byte[] saved = Saved(path => net.SaveWeights(path));
        return new(name, [Form.Of(saved), Form.OfHeader(saved)], path => LoadInto(net, path, () => net.LoadWeights(path)));
    }

    private static FileFormat Checkpoint(string name)
    {
        TinyClassifier net = new(seed: 1, device: OneDevice);
        net.Fit(FitData.Make(20), new FitOptions
        {
            Epochs = 2,
            Metrics = [new Accuracy(), new F1Score()],
            Schedule = new PlateauSchedule(0.5, patience: 0),
            Callbacks = [new EarlyStopping(patience: 9) { RestoreBest = true }],
        });
        byte[] saved = Saved(path =>
        {
            net.SaveCheckpoint(path);
            SafetensorsFile file = SafetensorsFile.Read(path);
            // The seconds of each epoch are those of this run.
            double[] history = file.Tensor("fit.history").ToDoubles();
            history[^1] = history[(history.Length / 2) - 1] = 0.5;
            SafetensorsFile.Write(path, file.Tensors.Values, file.Metadata);
        });
        return new(name, [Form.Of(saved), Form.OfHeader(saved)], path => LoadInto(net, path, () => net.LoadCheckpoint(path)));
    }

    /// <summary>One model takes all files, so that a refusal that changed it shows.</summary>
    private static byte[] LoadInto(TinyClassifier net, string path, Action load)
    {
        byte[] before = State(net);
        try
        {
            load();
        }
        catch
        {
            Assert.True(before.AsSpan().SequenceEqual(State(net)), $"{path} was refused, but changed the model.");
            throw;
        }
        return State(net);
    }

    private static FileFormat Scaling(string name)
    {
        byte[] saved = Saved(Normalization.Fit(FitData.Make(20)).Save);
        return new(name, [Form.Of(saved), Form.OfHeader(saved)], path =>
        {
            Normalization scaling = Normalization.Load(path);
            return [.. Bytes(scaling.Offset.ToArray()), .. Bytes(scaling.Scale.ToArray())];
        });
    }

    private static FileFormat Components(string name)
    {
        byte[] saved = Saved(PrincipalComponents.Fit(FitData.Make(20), 3).Save);
        return new(name, [Form.Of(saved), Form.OfHeader(saved)], path => Bytes(PrincipalComponents.Load(path).Apply(FitData.Make(3)).InputArray()));
    }

    private static FileFormat Together(string name)
    {
        static TinyClassifier Create(int seed) => new(seed, device: OneDevice);
        byte[] saved = Saved(new Ensemble([Create(1), Create(2), Create(3)], EnsembleVote.Mean, [1, 2, 1]).Save);
        return new(name, [Form.Of(saved), Form.OfHeader(saved)], path =>
        {
            Ensemble ensemble = Ensemble.Load(path, Create);
            return [.. Bytes(ensemble.Weights.ToArray()), (byte)ensemble.Vote, .. ensemble.Members.SelectMany(m => Bytes(m.Bits()))];
        });
    }

    private static FileFormat Words(string name, Func<byte[], Form> form)
    {
        TinyClassifier net = new(seed: 1, device: OneDevice);
        Parameter table = net.Parameter("dense1.weight");
        string[] vocabulary = [.. Enumerable.Range(0, table.Shape[0]).Select(i => $"word{i}")];
        Random random = new(5);
        IEnumerable<string> lines = vocabulary.Reverse().Select(word =>
            word + string.Concat(Enumerable.Range(0, table.Shape[1]).Select(_ => string.Create(CultureInfo.InvariantCulture, $" {random.NextDouble():0.000}"))));
        byte[] file = Encoding.UTF8.GetBytes($"{vocabulary.Length} {table.Shape[1]}\n{string.Join('\n', lines)}\n");
        return new(name, [form(file)], path => LoadInto(net, path, () =>
        {
            WordVectors.Load(path, vocabulary, table);
            Assert.True(TensorPrimitives.IsFiniteAll(table.Value));
        }));
    }

    private static byte[] State(TinyClassifier net) =>
        [.. Bytes(net.Bits()), .. BitConverter.GetBytes(net.Step), .. BitConverter.GetBytes(net.Training.LearningRate)];

    private static byte[] Saved(Action<string> save)
    {
        using TemporaryFolder folder = new();
        save(folder["saved"]);
        return File.ReadAllBytes(folder["saved"]);
    }

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    /// <summary>What is changed: a file, or a part of it, around which a sound file is made again.</summary>
    /// <param name="Sound">The bytes that mutations start from.</param>
    /// <param name="Finish">From the changed bytes to a file.</param>
    /// <param name="HasChecksum">Whether a change shows: then a reader refuses the file, or gives what the sound one gives.</param>
    internal sealed record Form(byte[] Sound, Func<byte[], byte[]> Finish, bool HasChecksum)
    {
        public static Form Of(byte[] file) => new(file, bytes => bytes, HasChecksum: false);

        public static Form Packed(byte[] content) => new(Pack(content), bytes => bytes, HasChecksum: true);

        public static Form OfContent(byte[] content) => new(content, Pack, HasChecksum: false);

        /// <summary>The JSON of a safetensors file; its length is right, whatever becomes of it.</summary>
        public static Form OfHeader(byte[] file)
        {
            int end = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
            return new(
                file[8..end], header => [.. BitConverter.GetBytes((long)header.Length), .. header, .. file[end..]], HasChecksum: false);
        }

        private static byte[] Pack(byte[] bytes)
        {
            using MemoryStream packed = new();
            using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
            {
                gzip.Write(bytes);
            }
            return packed.ToArray();
        }
    }
}
