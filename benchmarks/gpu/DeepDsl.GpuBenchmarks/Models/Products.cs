namespace DeepDsl.GpuBenchmarks.Models;

/// <summary>
/// Square products as models, of one sample each: the prediction is the product, the gradient of the weights the one with its left matrix
/// transposed, the gradient of the input the one with its right matrix transposed. The rows are a size of the model and not its batch, for
/// which tiles would be chosen that suit a smaller one.
/// </summary>
[Model, Input(1024, 1024), Dense(1024, Bias = false)]
public partial class Product1024;

[Model, Input(2048, 2048), Dense(2048, Bias = false)]
public partial class Product2048;

[Model, Input(4096, 4096), Dense(4096, Bias = false)]
public partial class Product4096;

[Model, Input(8192, 8192), Dense(8192, Bias = false)]
public partial class Product8192;

/// <summary>For trying the script on a machine without a GPU.</summary>
[Model, Input(32, 32), Dense(32, Bias = false)]
public partial class Product32;
