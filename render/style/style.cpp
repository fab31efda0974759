#include "render/style/style.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "mapper/model/error.hpp"
#include "render/style/style_data.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

std::vector<MatchSpec> specs_of(const StyleData& data) {
    std::vector<MatchSpec> specs;
    for (const auto& drawn : data.rules) specs.push_back(drawn.match);
    return specs;
}

std::vector<Rule> rules_of(StyleData& data) {
    std::vector<Rule> rules;
    for (auto& drawn : data.rules) rules.push_back(std::move(drawn.rule));
    return rules;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{folder, ignored}) {
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

bool serves(const StyleData::Facilities& places, Theme theme, std::string_view kind,
            Suitability suitability) noexcept {
    const auto fits = [](const auto& list, const auto& wanted) {
        return list.empty() || std::ranges::find(list, wanted) != list.end();
    };
    return places.theme == theme && fits(places.kinds, kind) &&
           fits(places.suitability, suitability);
}

}  // namespace

struct Style::Impl {
    explicit Impl(StyleData read)
        : data{std::move(read)}, matcher{specs_of(data)}, rules{rules_of(data)} {}

    StyleData data;
    TagMatcher matcher;
    std::vector<Rule> rules;
};

Style::Style(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Style::~Style() = default;
Style::Style(Style&&) noexcept = default;
Style& Style::operator=(Style&&) noexcept = default;

Style Style::load(const fs::path& yaml_file) {
    return Style{std::make_unique<Impl>(read_style(yaml_file, {}))};
}

Style Style::find(const fs::path& styles_folder, std::string_view name_or_path) {
    if (name_or_path.ends_with(".yaml")) {
        return Style{std::make_unique<Impl>(read_style(fs::path{name_or_path}, styles_folder))};
    }
    const std::vector<std::string> names = names_in(styles_folder);
    if (std::ranges::find(names, name_or_path) == names.end()) {
        throw UsageError{
            "Cannot use this style", std::string{name_or_path}, "it is not known",
            names.empty()
                ? fmt::format("Put back the styles that came with the program, in {}.",
                              styles_folder.string())
                : fmt::format("Use one of {}, or a path of a .yaml file.", fmt::join(names, ", "))};
    }
    const fs::path file = styles_folder / fmt::format("{}.yaml", name_or_path);
    return Style{std::make_unique<Impl>(read_style(file, styles_folder))};
}

const std::string& Style::name() const noexcept {
    return impl_->data.name;
}
std::uint64_t Style::fingerprint() const noexcept {
    return impl_->data.fingerprint;
}
Color Style::land() const noexcept {
    return impl_->data.land;
}
const AreaPaint& Style::sea() const noexcept {
    return impl_->data.sea;
}
const Rule& Style::outside() const noexcept {
    return impl_->data.outside;
}
std::span<const Rule> Style::rules() const noexcept {
    return impl_->rules;
}

void Style::match(const Tags& tags, GeometryKind kind, double zoom,
                  std::vector<RuleIndex>& into) const {
    impl_->matcher.match(tags, kind, zoom, into);
}

const ConditionPaint& Style::grade(Grade grade) const noexcept {
    return impl_->data.grades[static_cast<std::size_t>(grade)];
}
const ConditionPaint& Style::passability(Passability passability) const noexcept {
    return impl_->data.passabilities[static_cast<std::size_t>(passability)];
}

const FacilityPaint* Style::facility(Theme theme, std::string_view kind,
                                     Suitability suitability) const noexcept {
    // The first that fits: files list what is special before what is left.
    for (const auto& places : impl_->data.facilities) {
        if (serves(places, theme, kind, suitability)) return &places.paint;
    }
    return nullptr;
}

const TextPaint& Style::count_text() const noexcept {
    return impl_->data.counts;
}

std::vector<const FacilityPaint*> Style::facilities(Theme theme) const {
    std::vector<const FacilityPaint*> paints;
    for (const auto& places : impl_->data.facilities) {
        if (places.theme == theme) paints.push_back(&places.paint);
    }
    std::ranges::stable_sort(paints, std::greater{}, &FacilityPaint::priority);
    return paints;
}

std::span<const Rule> Style::hazards() const noexcept {
    return impl_->data.hazards;
}

const AreaPaint& Style::hazard(std::string_view kind) const noexcept {
    static const AreaPaint kNothing;
    const AreaPaint* other = &kNothing;
    for (const Rule& hazard : impl_->data.hazards) {
        if (hazard.name == kind) return *hazard.area;
        if (hazard.name == "other") other = &*hazard.area;
    }
    return *other;
}

}  // namespace konbit
