#include "mapper/exchange/report_words.hpp"

#include <array>
#include <span>

namespace konbit {
namespace {

/// Words of one meaning, folded, separated by bars.
template <class Meaning>
struct Words {
    Meaning meaning;
    std::string_view words;
};

bool is_among(std::string_view words, std::string_view folded) noexcept {
    while (!words.empty()) {
        const auto end = words.find('|');
        if (words.substr(0, end) == folded) return true;
        words = end == std::string_view::npos ? "" : words.substr(end + 1);
    }
    return false;
}

template <class Meaning>
std::optional<Meaning> find_word(std::span<const Words<Meaning>> table,
                                 std::string_view folded) noexcept {
    if (folded.empty()) return std::nullopt;
    for (const auto& [meaning, words] : table) {
        if (is_among(words, folded)) return meaning;
    }
    return std::nullopt;
}

constexpr std::string_view kDoNotKnow =
    "unknown|don t know|dont know|do not know|not known|not sure|not assessed|n a|na|"
    "inconnu|inconnue|je ne sais pas|ne sait pas|pa konnen|mwen pa konnen|"
    "m pa konnen|desconocido|desconocida|no se|no sabe";

constexpr std::string_view kYesAndNo = "yes|no|oui|non|wi|si|1|0|true|false";

using T = ReportedThing;
constexpr std::array kThings{
    Words<SaidThing>{{T::road, ""},
                     "road|street|path|track|ford|tunnel|road block|roadblock|passability|route|"
                     "rue|chemin|piste|gue|wout|ri|chemen|carretera|camino|calle|via"},
    Words<SaidThing>{{T::bridge, ""}, "bridge|culvert|pont|ponceau|pon|puente"},
    Words<SaidThing>{{T::building, ""},
                     "building|house|home|school|church|hospital|clinic|damage|batiment|"
                     "immeuble|maison|ecole|eglise|hopital|kay|bilding|batiman|lekol|legliz|"
                     "lopital|edificio|casa|vivienda|escuela|iglesia"},
    Words<SaidThing>{{T::shelter, ""},
                     "shelter|abri|abri provisoire|centre d hebergement|evacuation center|"
                     "evacuation centre|camp|abri pwovizwa|kan|refugio|albergue|campamento"},
    Words<SaidThing>{{T::water, "water"},
                     "water|water point|waterpoint|well|tap|pump|eau|point d eau|puits|dlo|"
                     "pwen dlo|pi|agua|punto de agua|pozo"},
    Words<SaidThing>{{T::need, ""}, "need|needs|besoin|besoins|bezwen|necesidad"},
    Words<SaidThing>{{T::need, "food"}, "food|nourriture|manje|comida|alimentos"},
    Words<SaidThing>{{T::need, "medical"},
                     "medical|doctor|medicine|medicaments|medikaman|medicinas"},
    Words<SaidThing>{{T::need, "rescue"}, "rescue|secours|sekou|rescate"},
    Words<SaidThing>{{T::need, "tents"}, "tents|tentes|tant|carpas"},
    Words<SaidThing>{{T::hazard, ""}, "hazard|danger|danje|peligro"},
    Words<SaidThing>{{T::hazard, "landslide"},
                     "landslide|glissement de terrain|glisman|glisman teren|deslizamiento|"
                     "derrumbe"},
    Words<SaidThing>{{T::hazard, "flood"}, "flood|inondation|inondasyon|inundacion"},
    Words<SaidThing>{{T::hazard, "fire"}, "fire|incendie|dife|incendio"},
    Words<SaidThing>{{T::hazard, "debris"}, "debris|rubble|decombres|dekonb|escombros"},
    Words<SaidThing>{{T::hazard, "power line"}, "power line|ligne electrique"},
    Words<SaidThing>{{T::hazard, "gas leak"}, "gas leak|fuite de gaz"},
    Words<SaidThing>{{T::hazard, "mines"}, "mines|unexploded ordnance"},
    Words<SaidThing>{{T::note, ""}, "note|other|autre|lot|lot bagay|otro|otra|nota"}};

using P = Passability;
constexpr std::array kPassabilities{
    Words<P>{P::open,
             "open|passable|clear|cleared|yes|ouvert|ouverte|praticable|degage|degagee|"
             "oui|louvri|ouve|wi|abierto|abierta|transitable|si|1|true"},
    Words<P>{P::restricted,
             "restricted|partial|partially|partly|partly open|partially open|"
             "with difficulty|4x4|4x4 only|4wd only|foot only|on foot only|"
             "motorcycle only|light vehicles only|one lane|limite|restreint|restreinte|"
             "partiel|partiellement|difficile|4x4 seulement|a pied seulement|"
             "moto seulement|pase ak difikilte|difisil|moto selman|4x4 selman|"
             "apye selman|restringido|restringida|parcial|parcialmente|con dificultad|"
             "solo 4x4|solo a pie"},
    Words<P>{P::blocked,
             "blocked|closed|impassable|not passable|no|cut|bloque|bloquee|ferme|fermee|"
             "coupe|coupee|impraticable|infranchissable|non|bloke|femen|koupe|"
             "pa ka pase|bloqueado|bloqueada|cerrado|cerrada|cortado|cortada|"
             "intransitable|0|false"}};

// A bare number is no grade: scales begin with 0 or 1 and have four or five steps. Of the European
// Macroseismic Scale the name is written with it; its 4 is severe, as in grades.yaml.
using G = Grade;
constexpr std::array kGrades{
    Words<G>{G::none,
             "none|no damage|undamaged|not damaged|intact|aucun|aucun degat|"
             "aucun dommage|pas de degats|intacte|okenn|pa gen domaj|okenn domaj|"
             "ninguno|sin dano|sin danos|intacto"},
    Words<G>{G::slight,
             "slight|minor|light|slight damage|minor damage|leger|legere|legers|"
             "degats legers|mineur|leje|ti domaj|leve|dano leve|menor|ems 1|ems 98 1|"
             "ems98 1"},
    Words<G>{G::moderate,
             "moderate|medium|moderate damage|modere|moderee|moyen|mwayen|modere domaj|"
             "moderado|dano moderado|ems 2|ems 98 2|ems98 2"},
    Words<G>{G::severe,
             "severe|major|heavy|severe damage|major damage|heavily damaged|"
             "severely damaged|grave|graves|majeur|lourd|degats graves|grav|gwo domaj|"
             "severo|dano grave|mayor|ems 3|ems 98 3|ems98 3|ems 4|ems 98 4|ems98 4"},
    Words<G>{G::destroyed,
             "destroyed|collapsed|totally destroyed|completely destroyed|detruit|"
             "detruite|effondre|effondree|detwi|destruido|destruida|colapsado|ems 5|"
             "ems 98 5|ems98 5"}};

using S = ShelterStatus;
constexpr std::array kShelters{
    Words<S>{S::open, "open|ouvert|louvri|gen plas|abierto"},
    Words<S>{S::full, "full|overcrowded|plein|complet|plen|lleno"},
    Words<S>{S::closed, "closed|ferme|femen|cerrado"},
    Words<S>{S::unsafe, "unsafe|dangerous|dangereux|danjere|peligroso|inseguro"}};

constexpr std::array kMets{
    Words<bool>{true,
                "met|answered|working|functional|satisfait|fonctionne|fonctionnel|marche|"
                "mache|ap mache|satisfe|funciona|atendido|cubierto"},
    Words<bool>{false,
                "not met|unmet|needed|dry|dirty|broken|not working|contaminated|"
                "non satisfait|a sec|sec|sale|en panne|sech|sal|twoub|an pan|kase|seco|"
                "sucia|sucio|no funciona"}};

using M = Method;
constexpr std::array kMethods{Words<M>{M::seen, "seen|observed|vu|we|mwen we|visto"},
                              Words<M>{M::heard, "heard|told|entendu|oui dire|tande|oido"},
                              Words<M>{M::imagery, "imagery|satellite|drone|imagerie|imaj|imagen"}};

template <class Meaning>
std::optional<Meaning> word_or_unknown(std::span<const Words<Meaning>> table,
                                       std::string_view folded) noexcept {
    if (is_among(kDoNotKnow, folded)) return Meaning::unknown;
    return find_word(table, folded);
}

}  // namespace

std::optional<SaidThing> said_thing(std::string_view folded) noexcept {
    return find_word<SaidThing>(kThings, folded);
}

std::optional<Passability> said_passability(std::string_view folded) noexcept {
    return word_or_unknown<Passability>(kPassabilities, folded);
}

std::optional<Grade> said_grade(std::string_view folded) noexcept {
    return word_or_unknown<Grade>(kGrades, folded);
}

std::optional<ShelterStatus> said_shelter_status(std::string_view folded) noexcept {
    return word_or_unknown<ShelterStatus>(kShelters, folded);
}

std::optional<bool> said_met(std::string_view folded) noexcept {
    return find_word<bool>(kMets, folded);
}

std::optional<Method> said_method(std::string_view folded) noexcept {
    return find_word<Method>(kMethods, folded);
}

bool is_yes_or_no(std::string_view folded) noexcept {
    return is_among(kYesAndNo, folded);
}

}  // namespace konbit
