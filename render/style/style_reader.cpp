#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "mapper/meaning/rule_yaml.hpp"
#include "render/style/rule_reading.hpp"
#include "render/style/style_file.hpp"

namespace konbit {
namespace {

/// A file of the chain says what it changes: its palette first, for all files, then the rest, the
/// deepest base first.
class StyleReader {
public:
    explicit StyleReader(const StyleFiles& files) : files_{files} {}

    StyleData read() {
        style_.name = files_.name;
        style_.fingerprint = files_.fingerprint;
        style_.outside.name = "outside";
        style_.outside.layer = "land";
        style_.outside.area.emplace();
        for (const auto& yaml : files_.chain) read_palette(*yaml);
        for (const auto& yaml : files_.chain) read_file(*yaml);
        check_palette();
        check_size();
        std::erase_if(style_.rules, [](const auto& rule) { return !rule.drawn; });
        std::erase_if(style_.facilities, [](const auto& places) { return !places.drawn; });
        return std::move(style_);
    }

private:
    void read_palette(const RuleYaml& yaml) {
        const YAML::Node& root = yaml.root();
        const YAML::Node node = root["palette"];
        if (!node) return;
        yaml.expect_map(node);
        const PaintReader reader{yaml, palette_};
        for (const auto& entry : node) {
            const std::string name = yaml.text(entry.first);
            if (name.empty() || name == "none" || name.front() == '#') {
                yaml.fail(entry.first, fmt::format("a colour cannot be called \"{}\"", name),
                          "Call it by what it colours.");
            }
            reader.expect_value(entry.first, entry.second);
            palette_.colors.insert_or_assign(name, reader.plain_color(entry.second));
        }
    }

    void check_palette() const {
        for (const auto& yaml : files_.chain) {
            const YAML::Node& root = yaml->root();
            const YAML::Node node = root["palette"];
            if (!node) continue;
            for (const auto& entry : node) {
                const std::string name = yaml->text(entry.first);
                if (palette_.used.contains(name)) continue;
                yaml->fail(entry.first, fmt::format("nothing uses the colour \"{}\"", name),
                           "Correct its name, or take it out.");
            }
        }
    }

    /// What the compiled rules can hold; far more than a map needs.
    void check_size() const {
        std::size_t lines = 0;
        std::size_t values = 0;
        const auto count = [&](const std::vector<MatchSpec::Line>& group) {
            lines += group.size();
            for (const auto& line : group) values += line.values.size();
        };
        for (const auto& drawn : style_.rules) {
            std::ranges::for_each(drawn.match.any_of, count);
            count(drawn.match.none_of);
        }
        if (lines <= TagMatcher::kMaxLines && values <= TagMatcher::kMaxValues) return;
        const RuleYaml& yaml = *files_.chain.back();
        yaml.fail(yaml.root(),
                  fmt::format("the rules ask for {} tags with {} values", lines, values),
                  fmt::format("{} and {} are allowed: join rules that draw the same.",
                              TagMatcher::kMaxLines, TagMatcher::kMaxValues));
    }

    void read_file(const RuleYaml& yaml) {
        const PaintReader reader{yaml, palette_};
        const auto nothing = [](const YAML::Node&) {};
        // Others begin with these, wherever they stand in the file.
        const YAML::Node& root = yaml.root();
        if (const YAML::Node text = root["text"]) reader.text(text, style_.text);
        if (const YAML::Node symbol = root["symbol"]) reader.icon(symbol, style_.symbol);
        style_.new_facilities = 0;
        reader.fields(root,
                      {{"based_on", nothing},
                       {"palette", nothing},
                       {"text", nothing},
                       {"symbol", nothing},
                       {"land", [&](const auto& n) { style_.land = reader.color(n); }},
                       {"sea", [&](const auto& n) { reader.area(n, style_.sea); }},
                       {"outside", [&](const auto& n) { read_ground(reader, n, style_.outside); }},
                       {"counts", [&](const auto& n) { read_counts(reader, n); }},
                       {"grades", [&](const auto& n) { read_grades(reader, n); }},
                       {"passability", [&](const auto& n) { read_passability(reader, n); }},
                       {"hazards", [&](const auto& n) { read_hazards(reader, n); }},
                       {"facilities", [&](const auto& n) { read_list(reader, n, read_facility); }},
                       {"rules", [&](const auto& n) { read_list(reader, n, read_rule); }}});
    }

    void read_list(const PaintReader& reader, const YAML::Node& node,
                   void (*read_entry)(const PaintReader&, const YAML::Node&, StyleData&)) {
        const RuleYaml& yaml = reader.yaml();
        yaml.expect_list(node);
        std::set<std::string> names;
        for (const auto& entry : node) {
            read_entry(reader, entry, style_);
            const YAML::Node name = entry["name"];
            if (names.insert(name.Scalar()).second) continue;
            yaml.fail(name, fmt::format("the name \"{}\" is there twice", name.Scalar()),
                      "Give each its own name.");
        }
    }

    void read_counts(const PaintReader& reader, const YAML::Node& node) {
        if (style_.counts.size_px.stops().empty()) style_.counts = style_.text;
        reader.text(node, style_.counts);
    }

    static void read_condition(const PaintReader& reader, const YAML::Node& node,
                               ConditionPaint& onto) {
        const auto mark = [&](const YAML::Node& n) {
            onto.mark = static_cast<Mark>(reader.word(
                n, {"none", "hollow_circle", "half_disc", "triangle", "square", "cross",
                    "hatched_square", "blocked_disc", "restricted_diamond", "unknown_disc"}));
        };
        const auto size = [&](const YAML::Node& n) {
            onto.mark_size_px = reader.by_zoom(n, 64);
            onto.mark_px = onto.mark_size_px.stops().back().second;
        };
        reader.fields(
            node, {{"fill", [&](const auto& n) { onto.fill = reader.color(n); }},
                   {"pattern", [&](const auto& n) { onto.pattern = reader.pattern(n); }},
                   {"pattern_color", [&](const auto& n) { onto.pattern_color = reader.color(n); }},
                   {"edge", [&](const auto& n) { onto.edge = reader.color(n); }},
                   {"zoom", [&](const auto& n) { onto.footprint_from_zoom = reader.zoom(n); }},
                   {"mark", mark},
                   {"mark_zoom", [&](const auto& n) { onto.mark_from_zoom = reader.zoom(n); }},
                   {"mark_size", size},
                   {"legend", [&](const auto& n) { onto.legend = reader.yaml().text(n); }}});
    }

    void read_grades(const PaintReader& reader, const YAML::Node& node) {
        reader.yaml().expect_map(node);
        for (const auto& entry : node) {
            const std::size_t grade = reader.word(
                entry.first, {"unknown", "none", "slight", "moderate", "severe", "destroyed"});
            read_condition(reader, entry.second, style_.grades.at(grade));
        }
    }

    void read_passability(const PaintReader& reader, const YAML::Node& node) {
        reader.yaml().expect_map(node);
        for (const auto& entry : node) {
            const std::size_t state =
                reader.word(entry.first, {"unknown", "open", "restricted", "blocked"});
            read_condition(reader, entry.second, style_.passabilities.at(state));
        }
    }

    static void read_ground(const PaintReader& reader, const YAML::Node& node, Rule& onto) {
        reader.fields(node,
                      {{"area", [&](const auto& n) { reader.area(n, *onto.area); }},
                       {"legend", [&](const auto& n) { onto.legend = reader.yaml().text(n); }}});
    }

    void read_hazards(const PaintReader& reader, const YAML::Node& node) {
        reader.yaml().expect_map(node);
        for (const auto& entry : node) {
            const std::string kind = reader.yaml().text(entry.first);
            auto at = std::ranges::find(style_.hazards, kind, &Rule::name);
            if (at == style_.hazards.end()) {
                at = style_.hazards.insert(at, Rule{});
                at->name = kind;
                at->layer = "damage";
                at->area.emplace();
            }
            read_ground(reader, entry.second, *at);
        }
    }

    const StyleFiles& files_;
    Palette palette_;
    StyleData style_;
};

}  // namespace

StyleData read_style(const std::filesystem::path& yaml_file,
                     const std::filesystem::path& styles_folder) {
    const StyleFiles files = open_style_files(yaml_file, styles_folder);
    return StyleReader{files}.read();
}

}  // namespace konbit
