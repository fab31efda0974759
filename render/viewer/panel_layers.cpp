#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "render/viewer/answer_words.hpp"
#include "render/viewer/map_languages.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

struct Choice {
    std::string_view value, words;
};
constexpr std::array<Choice, 3> kStyles{
    {{"humanitarian", "Everyday"}, {"sunlight", "Sunlight"}, {"print", "Print"}}};
constexpr std::array<double, 3> kTextSizes{1, 1.25, 1.5};
constexpr std::size_t kMostLanguages = 6;

/// What may be switched off, the most important first: layers of the painters, then of the rules.
constexpr std::array<Choice, 11> kLayers{{{"damage", "Damage and closures"},
                                          {"shelters", "Shelters"},
                                          {"services", "Care, water, supply"},
                                          {"names", "Names"},
                                          {"icons", "Symbols"},
                                          {"places", "Names of places"},
                                          {"roads", "Roads"},
                                          {"buildings", "Buildings"},
                                          {"water", "Water"},
                                          {"land", "Ground cover"},
                                          {"borders", "Borders"}}};

class LayersPanel final : public Panel {
public:
    explicit LayersPanel(PanelHost& host) : host_{host} {}

    void opened() override {
        if (!languages_.empty()) return;
        error_ = error_of([&] { languages_ = languages_of(host_.map().base(), kMostLanguages); });
    }

    bool view_changed() override {
        const auto now = state();
        return std::exchange(seen_, now) != now;
    }

    PanelContent content() override {
        PanelContent out{.title = "Layers", .question = {}, .list = {}, .foot = {}};
        auto& to = out.list;
        if (!error_.empty()) to.push_back({.kind = Kind::text, .id = {}, .words = error_});
        add_heading(to, "Map style (M)");
        for (const auto& style : kStyles) add_style(to, style);
        add_heading(to, "Names on the map");
        for (const auto& language : languages_) add_language(to, language);
        add_heading(to, "Text size");
        for (const double size : kTextSizes) add_text_size(to, size);
        add_heading(to, "Shown on the map");
        for (const auto& layer : kLayers) add_layer(to, layer);
        add_key(to);
        return out;
    }

private:
    [[nodiscard]] std::string state() const {
        const auto& view = host_.view();
        return fmt::format("{} {} {} {} {}", view.style, view.lang, view.text_scale,
                           fmt::join(view.hidden_layers, ","), std::floor(view.zoom));
    }

    static void add_heading(std::vector<Widget>& to, std::string words) {
        to.push_back({.kind = Kind::heading, .id = {}, .words = std::move(words)});
    }

    void add_choice(std::vector<Widget>& to, Kind kind, std::string group, std::string words,
                    bool on, Action action) {
        Widget w{.kind = kind, .id = group + ":" + words, .words = words};
        w.group = std::move(group);
        w.on = on;
        w.press = [this, action = std::move(action)] { host_.ask(action); };
        to.push_back(std::move(w));
    }

    void add_style(std::vector<Widget>& to, const Choice& style) {
        add_choice(to, Kind::segment, "style", std::string{style.words},
                   host_.view().style == style.value, ChooseStyle{std::string{style.value}});
    }

    void add_language(std::vector<Widget>& to, const MapLanguage& language) {
        add_choice(to, Kind::toggle, "lang", language.words, host_.view().lang == language.code,
                   ChooseLanguage{language.code});
    }

    void add_text_size(std::vector<Widget>& to, double size) {
        add_choice(to, Kind::segment, "size", fmt::format("×{}", size),
                   std::abs(host_.view().text_scale - size) < 0.01, ChooseTextSize{size});
    }

    void add_layer(std::vector<Widget>& to, const Choice& layer) {
        const auto& hidden = host_.view().hidden_layers;
        const bool off = std::find(hidden.begin(), hidden.end(), layer.value) != hidden.end();
        Widget w{.kind = Kind::switch_row, .id = fmt::format("layer:{}", layer.value)};
        w.words = layer.words;
        w.on = !off;
        w.press = [this, name = std::string{layer.value}] {
            auto next = host_.view().hidden_layers;
            const auto known = std::find(next.begin(), next.end(), name);
            if (known == next.end()) {
                next.push_back(name);
            } else {
                next.erase(known);
            }
            host_.ask(Action{HideLayers{std::move(next)}});
        };
        to.push_back(std::move(w));
    }

    void add_key(std::vector<Widget>& to) {
        legend_ = legend_of(host_.style(), host_.view().zoom);
        for (const auto& section : legend_) {
            add_heading(to, "Key: " + section.title);
            for (const auto& entry : section.entries) {
                Widget w{.kind = Kind::sample, .id = {}, .words = entry.words};
                w.entry = &entry;
                to.push_back(std::move(w));
            }
        }
    }

    PanelHost& host_;
    std::string error_, seen_;
    std::vector<MapLanguage> languages_;
    std::vector<LegendSection> legend_;
};

}  // namespace

std::unique_ptr<Panel> make_layers_panel(PanelHost& host) {
    return std::make_unique<LayersPanel>(host);
}

}  // namespace konbit
