#include <fmt/format.h>

#include <algorithm>

#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"
#include "render/viewer/here_evidence.hpp"
#include "render/viewer/here_things.hpp"
#include "render/viewer/spot_name.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr std::size_t kMostOthers = 12;

std::string_view role_words(Theme theme) {
    switch (theme) {
        case Theme::shelter:
            return "Shelter";
        case Theme::care:
            return "Care";
        case Theme::water:
            return "Water";
        case Theme::supply:
            return "Supply";
    }
    return "";
}

class HerePanel final : public Panel {
public:
    HerePanel(PanelHost& host, Location at, double within_m)
        : host_{host}, evidence_{host}, at_{at}, within_m_{within_m} {}
    HerePanel(PanelHost& host, FeatureIndex feature)
        : host_{host}, evidence_{host}, feature_{feature} {}

    void opened() override {
        lang_ = host_.view().lang;
        error_ = error_of([&] {
            if (feature_) {
                const auto feature = host_.map().base().feature(*feature_);
                things_ = {thing_of(host_.map(), feature, lang_)};
                at_ = things_.front().at;
            } else {
                things_ = things_at(host_.map(), at_, within_m_, lang_);
            }
            shown_ = 0;
            read();
        });
    }

    void reports_changed() override {
        error_ = error_of([&] { read(); });
    }

    bool view_changed() override {
        if (host_.view().lang == lang_) return false;
        opened();
        return true;
    }

    PanelContent content() override {
        PanelContent out{.title = "What is here", .question = {}, .list = {}, .foot = {}};
        if (!error_.empty()) out.list.push_back({.kind = Kind::text, .id = {}, .words = error_});
        if (error_.empty() && things_.empty() && !evidence_.empty()) evidence_.add_to(out.list);
        if (error_.empty() && things_.empty() && evidence_.empty()) {
            out.list.push_back(
                {.kind = Kind::answer, .id = {}, .words = "The map shows nothing here"});
            out.list.push_back(
                {.kind = Kind::note,
                 .id = {},
                 .words = "Nobody has mapped it, or it is smaller than a finger: zoom in."});
            add_near(out.list);
        }
        if (error_.empty() && !things_.empty()) {
            add_thing(out.list);
            add_near(out.list);
            add_others(out.list);
            add_tags(out.list);
        }
        add_foot(out.foot);
        return out;
    }

    std::vector<PanelPin> pins() const override {
        return {{at_, {.shape = PinLook::Shape::ring}, true, 0}};
    }

private:
    void read() {
        facts_ = things_.empty() ? ThingFacts{} : facts_of(host_.map(), things_[shown_]);
        const bool told = !things_.empty() && !things_[shown_].hidden;
        segment_.reset();
        // Of a thing that was not pressed no part is nearer than another.
        if (!things_.empty() && !feature_)
            segment_ =
                segment_at(host_.map().base().feature(things_[shown_].feature).geometry(), at_);
        const auto elsewhere = [this](const Condition& c) {
            return c.stretch && segment_ && !holds(*c.stretch, *segment_);
        };
        std::stable_partition(facts_.conditions.begin(), facts_.conditions.end(),
                              [&](const Condition& c) { return !elsewhere(c); });
        evidence_.read(told ? std::optional{things_[shown_].id} : std::nullopt, at_, within_m_,
                       segment_);
    }

    void add(std::vector<Widget>& to, Kind kind, std::string words) {
        to.push_back({.kind = kind, .id = {}, .words = std::move(words)});
    }

    void add_thing(std::vector<Widget>& to) {
        const auto& thing = things_[shown_];
        add(to, Kind::answer, thing.name.empty() ? thing.kind : thing.name);
        if (!thing.name.empty()) add(to, Kind::note, thing.kind);
        add_condition(to);
        evidence_.add_to(to);
        for (const auto& role : facts_.roles) add_role(to, role);
        add(to, Kind::heading, "Where");
        add_fact(to, "Latitude, longitude", location_text(at_));
        if (!thing.hidden) add_fact(to, "OpenStreetMap", to_string(thing.id));
    }

    void add_fact(std::vector<Widget>& to, std::string what, std::string is) {
        Widget w{.kind = Kind::fact, .id = {}, .words = std::move(what)};
        w.right = std::move(is);
        to.push_back(std::move(w));
    }

    /// True if somebody reported something: then tags are not all that is known.
    [[nodiscard]] bool reported() const {
        return std::any_of(facts_.conditions.begin(), facts_.conditions.end(),
                           [](const Condition& c) { return c.certainty > Certainty::guessed; }) ||
               (!facts_.conditions.empty() && !evidence_.empty());
    }

    void add_condition(std::vector<Widget>& to) {
        add(to, Kind::heading, "Condition");
        if (!reported()) return add_tagged(to);
        for (const auto& condition : facts_.conditions) {
            Widget w{.kind = Kind::count, .id = {}, .words = condition_words(condition)};
            w.words += part_words(condition.stretch, segment_);
            show_condition(w, condition, host_.style());
            to.push_back(std::move(w));
            add(to, Kind::note, certainty_words(condition, host_.view().now));
            for (auto& line : doubt_lines(condition.doubt, host_.map()))
                add(to, Kind::note, std::move(line));
        }
    }

    void add_tagged(std::vector<Widget>& to) {
        Widget w{.kind = Kind::count, .id = {}};
        const auto& map = host_.map();
        if (!facts_.damage) {
            w.words = nobody_looked(map);
            w.mark = &host_.style().grade(Grade::unknown);
            to.push_back(std::move(w));
            return;
        }
        const auto& s = *facts_.damage;
        w.words = damage_words(s);
        w.mark = &mark_of(host_.style(), s);
        to.push_back(std::move(w));
        add(to, Kind::note,
            fmt::format("Guessed {}: {}={}", damage_reason(map), s.source_key,
                        screen_text(s.source_value)));
        if (!s.observed.empty()) add(to, Kind::note, "Seen: " + screen_text(s.observed));
        for (const auto* list : {&s.vehicles, &s.notes}) {
            for (const auto& line : *list) add(to, Kind::note, with_capital(screen_text(line)));
        }
    }

    void add_role(std::vector<Widget>& to, const ThingFacts::Role& role) {
        const auto& f = role.facility;
        add(to, Kind::heading, std::string{role_words(role.theme)});
        std::string words = with_capital(facility_words(f));
        if (role.theme == Theme::shelter || f.suitability == Suitability::unchecked)
            words += fmt::format(" · {}", to_string(f.suitability));
        if (role.theme == Theme::shelter) {
            words += f.capacity_people ? " · " + counted(*f.capacity_people, "person", "people")
                                       : std::string{" · how many people is not tagged"};
        }
        add(to, Kind::text, std::move(words));
        if (f.closed) add(to, Kind::note, "Closed or out of use, by its tags.");
        if (f.audience == Audience::team) add(to, Kind::note, "For the team only: do not hand on.");
        if (!f.offers.empty())
            add(to, Kind::note, fmt::format("Has: {}.", fmt::join(f.offers, ", ")));
        for (const auto& caution : f.cautions)
            add(to, Kind::note, with_capital(screen_text(caution)) + ".");
        if (!f.not_in.empty())
            add(to, Kind::note, fmt::format("Not in a {}.", fmt::join(f.not_in, ", ")));
    }

    void add_others(std::vector<Widget>& to) {
        if (things_.size() < 2) return;
        add(to, Kind::heading, "Also here");
        std::size_t listed = 0;
        for (std::size_t i = 0; i < things_.size() && listed < kMostOthers; ++i) {
            if (i == shown_) continue;
            const auto& thing = things_[i];
            Widget row{.kind = Kind::row, .id = fmt::format("other:{}", i)};
            row.words = thing.name.empty() ? thing.kind : thing.name;
            row.second = thing.name.empty() ? "" : thing.kind;
            row.compact = row.second;
            row.press = [this, i] {
                shown_ = i;
                error_ = error_of([&] { read(); });
            };
            to.push_back(std::move(row));
            ++listed;
        }
    }

    void add_tags(std::vector<Widget>& to) {
        if (facts_.tags.empty()) return;
        add(to, Kind::heading, "Tags");
        for (const auto& [key, value] : facts_.tags) add_fact(to, key, value);
    }

    void add_foot(std::vector<Widget>& to) {
        if (!at_.valid()) return;
        if (host_.why_read_only().empty()) {
            Widget report{.kind = Kind::button, .id = "report", .words = "Report"};
            report.icon = "report";
            report.on = true;
            report.press = [this, at = at_] { host_.report_at(at); };
            to.push_back(std::move(report));
        }
        Widget route{
            .kind = Kind::button, .id = "route", .words = "Route to here", .compact = "Route"};
        route.press = [this] { route_here(); };
        Widget copy{
            .kind = Kind::button, .id = "copy", .words = "Copy coordinates", .compact = "Copy"};
        copy.press = [this, at = at_] {
            host_.ask(Action{CopyText{location_text(at)}});
            host_.say("Copied: " + location_text(at));
        };
        to.push_back(std::move(route));
        if (to.size() < 2) to.push_back(std::move(copy));
    }

    void add_near(std::vector<Widget>& to) {
        if (!at_.valid()) return;
        Widget near{.kind = Kind::button, .id = "near", .words = "Shelters near here"};
        near.press = [this, at = at_] { host_.show_shelters_near(at); };
        to.push_back(std::move(near));
    }

    void route_here() {
        Place place;
        place.at = at_;
        const bool told = !things_.empty() && !things_[shown_].hidden;
        if (told) place.object = things_[shown_].id;
        if (told) place.label = things_[shown_].name;
        if (place.label.empty()) place = place_at(host_.map(), at_, within_m_, lang_);
        host_.route_to(std::move(place));
    }

    PanelHost& host_;
    EvidenceList evidence_;
    Location at_;
    double within_m_ = 15;  ///< of a thing that was not pressed: where others stand
    std::optional<FeatureIndex> feature_;
    std::string lang_, error_;
    std::vector<Thing> things_;
    std::size_t shown_ = 0;
    ThingFacts facts_;
    std::optional<std::uint32_t> segment_;  ///< of the way that was pressed
};

}  // namespace

std::unique_ptr<Panel> make_here_panel(PanelHost& host, Location at, double within_m) {
    return std::make_unique<HerePanel>(host, at, within_m);
}
std::unique_ptr<Panel> make_thing_panel(PanelHost& host, FeatureIndex feature) {
    return std::make_unique<HerePanel>(host, feature);
}

}  // namespace konbit
