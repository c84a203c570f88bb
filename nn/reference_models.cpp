// SPDX-License-Identifier: Apache-2.0
#include "nn/reference_models.hpp"

namespace trackmeet::nn {

ModelDescription mlp() {
  constexpr Index pixels = image_side * image_side;
  return {"mlp",
          {{"dense1", Dense{pixels, 128}},
           {"relu1", Relu{128}},
           {"dense2", Dense{128, 64}},
           {"relu2", Relu{64}},
           {"dense3", Dense{64, image_classes}}}};
}

ModelDescription cnn() {
  constexpr Conv2d first{.height = image_side, .width = image_side, .channels = 1, .filters = 32, .kernel = 3};
  constexpr MaxPool first_pool{first.out_height(), first.out_width(), first.filters, 2};
  constexpr Conv2d second{first_pool.out_height(), first_pool.out_width(), first.filters, 64, 3};
  constexpr MaxPool second_pool{second.out_height(), second.out_width(), second.filters, 2};
  constexpr Index features = second_pool.out_height() * second_pool.out_width() * second.filters;
  return {"cnn",
          {{"conv1", first},
           {"relu1", Relu{first.out_height() * first.out_width() * first.filters}},
           {"pool1", first_pool},
           {"conv2", second},
           {"relu2", Relu{second.out_height() * second.out_width() * second.filters}},
           {"pool2", second_pool},
           {"dense", Dense{features, image_classes}}}};
}

ModelDescription transformer() {
  constexpr Index width = 128, heads = 8, hidden = 512;
  const Residual attention{{{"norm", LayerNorm{width}}, {"heads", SelfAttention{text_tokens, width, heads}}}};
  const Residual feed_forward{{{"norm", LayerNorm{width}},
                               {"dense1", Dense{width, hidden}},
                               {"gelu", Gelu{hidden}},
                               {"dense2", Dense{hidden, width}}}};
  return {"transformer",
          {{"embedding", Embedding{vocabulary, text_tokens, width}},
           {"attention", attention},
           {"feed_forward", feed_forward},
           {"norm", LayerNorm{width}},
           {"head", Dense{width, vocabulary}}}};
}

}  // namespace trackmeet::nn
