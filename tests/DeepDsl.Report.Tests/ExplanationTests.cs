using DeepDsl.Compiler.Build;

namespace DeepDsl.Report.Tests;

/// <summary>Where a model looks, against differences of its own predictions and against a closed form.</summary>
public sealed class ExplanationTests
{
    private const int Size = 6;
    private readonly OneMap _net = new(seed: 1);
    private readonly Dataset _test = ReportData.Halves(20, seed: 2);

    public ExplanationTests() => _net.Fit(ReportData.Halves(100, seed: 1), new FitOptions { Epochs = 3, Seed = 1 });

    [Fact]
    public void Saliency_is_how_much_the_score_changes_with_a_pixel()
    {
        const float Step = 1e-2f;
        float[] image = _test.Input(0).ToArray();
        int predicted = _net.Predict(_test).Labels()[0];
        double[] differences = [.. Enumerable.Range(0, image.Length).Select(p =>
            Math.Abs(Score(Changed(image, p, Step), predicted) - Score(Changed(image, p, -Step), predicted)))];
        Explanation found = Explain(0, predicted)[0];
        Assert.Equal("saliency", found.Name);
        // A step may cross the corner of a ReLU, so that a few pixels differ.
        int near = differences.Where((d, p) => Math.Abs((d / differences.Max()) - found.Heat[p]) < 0.02).Count();
        Assert.InRange(near, image.Length - 4, image.Length);
        Assert.Equal(1, found.Heat.Max());
    }

    /// <summary>Behind a mean over the map there is one dense layer: gradients are its weights, whatever the image.</summary>
    [Fact]
    public void Grad_cam_is_the_class_activation_map_where_there_is_one()
    {
        const int Map = 4;
        int predicted = _net.Predict(_test).Labels()[0];
        (float[] kernel, float[] bias, float[] dense) = (Values("conv1.weight"), Values("conv1.bias"), Values("dense1.weight"));
        float[] image = _test.Input(0).ToArray();
        double[] cam = new double[Map * Map];
        for (int place = 0; place < cam.Length; place++)
        {
            for (int channel = 0; channel < 3; channel++)
            {
                double sum = bias[channel];
                for (int tap = 0; tap < 9; tap++)
                {
                    sum += image[(((place / Map) + (tap / 3)) * Size) + (place % Map) + (tap % 3)] * kernel[(tap * 3) + channel];
                }
                cam[place] += Math.Max(0, sum) * dense[(channel * 2) + predicted];
            }
        }
        Explanation found = Explain(0, predicted)[1];
        Assert.Equal("Grad-CAM at conv1", found.Name);
        // The corners of the image are those of the map.
        foreach ((int of, int at) in ((int, int)[])[(0, 0), (3, 5), (12, 30), (15, 35)])
        {
            Assert.Equal(Math.Max(0, cam[of] / cam.Max()), found.Heat[at], 1e-4);
        }
    }

    [Fact]
    public void Occlusion_is_how_much_the_probability_falls()
    {
        int predicted = _net.Predict(_test).Labels()[0];
        ImageInput image = ImageInput.Find(_net, _test)!;
        float[] heat = new OcclusionExplanations(_net, _test, image, output: 0, batchSize: 0).Of(0, new PredictedPlace(predicted, 1)).Heat;
        float[] pixels = _test.Input(0).ToArray();
        double[] falls = [.. Enumerable.Range(0, pixels.Length).Select(p =>
            Probability(pixels, predicted) - Probability(Changed(pixels, p, pixels.Average() - pixels[p]), predicted))];
        Assert.All(falls, (fall, p) => Assert.Equal(Math.Max(0, fall) / falls.Max(), heat[p], 1e-3));
    }

    [Fact]
    public void A_model_without_images_has_none() => Assert.Null(ImageInput.Find(new Plane(seed: 1), ReportData.Plane(3, seed: 1)));

    private Explanation[] Explain(int sample, int predicted)
    {
        BuiltModel built = TrainedModel.Find(_net)!;
        Assert.True(GradientExplanations.CanRun(built, samples: 4));
        GradientExplanations gradients = new(built, _net, ImageInput.Find(_net, _test)!, output: 0);
        return [.. gradients.Of(sample, new PredictedPlace(predicted, 1))];
    }

    private float[] Values(string name) => _net.Parameter(name).Value.ToArray();

    private double Score(float[] image, int index) => _net.PredictBatch(image)[index];

    private double Probability(float[] image, int index) => _net.Predict(Dataset.FromArrays(image, new int[1])).Probabilities[index];

    private static float[] Changed(float[] image, int pixel, float by)
    {
        float[] changed = [.. image];
        changed[pixel] += by;
        return changed;
    }
}
