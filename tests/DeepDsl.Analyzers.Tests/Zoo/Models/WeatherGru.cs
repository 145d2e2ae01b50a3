using DeepDsl;

namespace Zoo;

/// <summary>Tomorrow's temperature from five days of hourly measurements.</summary>
[Model, Input(120, 14)]
[GRU(32), GRU(32, Return = Return.Last)]
[Dropout(0.5), Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.RMSprop, LearningRate = 1e-3, BatchSize = 256)]
public partial class WeatherGru;
