"""Writes keras-mlp.h5, laid out as by Keras 2.2, with h5py, which Keras uses too. Keras itself was not at hand."""
import json, h5py, numpy as np
def dense(name, units, activation, inputs=None):
    c = {"name": name, "trainable": True, "dtype": "float32", "units": units, "activation": activation, "use_bias": True,
         "kernel_initializer": {"class_name": "VarianceScaling", "config": {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": None}},
         "bias_initializer": {"class_name": "Zeros", "config": {}}, "kernel_regularizer": None, "bias_regularizer": None,
         "activity_regularizer": None, "kernel_constraint": None, "bias_constraint": None}
    if inputs: c["batch_input_shape"] = [None, inputs]
    return {"class_name": "Dense", "config": c}
config = {"class_name": "Sequential", "config": {"name": "sequential_1", "layers": [dense("dense_1", 8, "relu", 10), dense("dense_2", 3, "softmax")]}}
training = {"optimizer_config": {"class_name": "Adam", "config": {"lr": 0.01, "beta_1": 0.9, "beta_2": 0.999, "decay": 0.0, "epsilon": 1e-07, "amsgrad": False}},
            "loss": "categorical_crossentropy", "metrics": ["accuracy"], "sample_weight_mode": None, "loss_weights": None}
r = np.random.RandomState(1)
with h5py.File("keras-mlp.h5", "w") as f:
    f.attrs["keras_version"] = np.bytes_("2.2.4"); f.attrs["backend"] = np.bytes_("tensorflow")
    f.attrs["model_config"] = np.bytes_(json.dumps(config)); f.attrs["training_config"] = np.bytes_(json.dumps(training))
    g = f.create_group("model_weights"); g.attrs["keras_version"] = np.bytes_("2.2.4"); g.attrs["backend"] = np.bytes_("tensorflow")
    g.attrs["layer_names"] = np.array([b"dense_1", b"dense_2"])
    for name, i, o in [("dense_1", 10, 8), ("dense_2", 8, 3)]:
        l = g.create_group(name); l.attrs["weight_names"] = np.array([f"{name}/kernel:0".encode(), f"{name}/bias:0".encode()])
        s = (6 / (i + o)) ** .5
        l.create_dataset(f"{name}/kernel:0", data=r.uniform(-s, s, (i, o)).astype("f4")); l.create_dataset(f"{name}/bias:0", data=np.zeros(o, "f4"))
