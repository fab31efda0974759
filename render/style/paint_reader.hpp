#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "render/style/style.hpp"

namespace YAML {
class Node;
}

namespace konbit {

class RuleYaml;

/// The named colours of a style, and which of them something uses.
struct Palette {
    std::map<std::string, Color, std::less<>> colors;
    std::set<std::string, std::less<>> used;
};

/// Reads values and paints of one style file onto what is there already: keys that the file does
/// not name keep their values. Errors name line and column (RuleYaml).
class PaintReader {
public:
    PaintReader(const RuleYaml& yaml, Palette& palette) : yaml_{yaml}, palette_{palette} {}

    struct Field {
        std::string_view key;
        std::function<void(const YAML::Node&)> read;
    };
    /// The fields the map names, in its order; unknown and doubled keys fail.
    void fields(const YAML::Node& map, std::initializer_list<Field> known) const;

    /// Fails, at the key, if there is nothing behind it.
    void expect_value(const YAML::Node& key, const YAML::Node& value) const;

    [[nodiscard]] Color color(const YAML::Node& node) const;        ///< "#RRGGBB", none or a name
    [[nodiscard]] Color plain_color(const YAML::Node& node) const;  ///< no name
    [[nodiscard]] float number(const YAML::Node& node, float low, float high) const;
    [[nodiscard]] std::int32_t rank(const YAML::Node& node) const;  ///< of orders, priorities
    [[nodiscard]] float zoom(const YAML::Node& node) const;
    /// A plain number or a map of zoom: number.
    [[nodiscard]] ByZoom by_zoom(const YAML::Node& node, float high) const;
    [[nodiscard]] std::vector<float> dash(const YAML::Node& node) const;
    [[nodiscard]] Pattern pattern(const YAML::Node& node) const;
    /// One of these words: its place among them.
    [[nodiscard]] std::size_t word(const YAML::Node& node,
                                   std::initializer_list<std::string_view> words) const;

    void area(const YAML::Node& node, AreaPaint& onto) const;
    void line(const YAML::Node& node, LinePaint& onto) const;
    void text(const YAML::Node& node, TextPaint& onto) const;
    void icon(const YAML::Node& node, IconPaint& onto) const;

    [[nodiscard]] const RuleYaml& yaml() const noexcept { return yaml_; }

private:
    const RuleYaml& yaml_;
    Palette& palette_;
};

}  // namespace konbit
