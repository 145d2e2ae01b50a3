namespace DeepDsl.GpuBenchmarks.Models;

/// <summary>
/// Square products as models: on a batch of as many samples the prediction is the product, the gradient of the weights the one with its
/// left matrix transposed, the gradient of the input the one with its right matrix transposed.
/// </summary>
[Model, Input(1024), Dense(1024, Bias = false)]
public partial class Product1024;

[Model, Input(2048), Dense(2048, Bias = false)]
public partial class Product2048;

[Model, Input(4096), Dense(4096, Bias = false)]
public partial class Product4096;

[Model, Input(8192), Dense(8192, Bias = false)]
public partial class Product8192;

/// <summary>For trying the script on a machine without a GPU.</summary>
[Model, Input(32), Dense(32, Bias = false)]
public partial class Product32;
