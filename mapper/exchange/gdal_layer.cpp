#include <fmt/format.h>

#include <algorithm>

#include "mapper/exchange/gdal_table.hpp"
#include "mapper/query/attribution.hpp"

namespace konbit {

OwnedLayer::OwnedLayer(const Layer& layer) : name{layer.name}, with_tags{layer.with_tags} {
    for (const Column& column : layer.columns) {
        columns.push_back({std::string{column.name}, column.type});
    }
}

void OwnedLayer::join(const OwnedLayer& other) {
    with_tags = with_tags || other.with_tags;
    for (const Field& field : other.columns) {
        const auto same = std::find_if(columns.begin(), columns.end(),
                                       [&](const Field& own) { return own.name == field.name; });
        if (same == columns.end()) {
            columns.push_back(field);
        } else if (same->type != field.type) {
            same->type = Column::Type::text;
        }
    }
}

std::string describe(const FileFacts& facts) {
    std::string text{kAttribution};
    if (!facts.data_timestamp.empty()) text += fmt::format(". Map data of {}", facts.data_timestamp);
    if (!facts.made_before.empty()) text += fmt::format(". Made before the {}", facts.made_before);
    if (!facts.generator.empty()) text += fmt::format(". Written by {}", facts.generator);
    return text;
}

}  // namespace konbit
