"""What tags mean, read a second time and on purpose apart from mapper/meaning: plain Python, one
function a theme. Used only to compare answers."""
from geodesic import area_m2

NEVER_FOR = ("child", "juvenile", "orphan", "abused", "woman", "women", "victim", "girl", "domestic_violence")
NO_SHELTER_TYPE = {"public_transport", "picnic_shelter", "gazebo", "sun_shelter", "field_shelter", "rock_shelter"}
REFUGE_TYPE = {"basic_hut", "weather_shelter", "lean_to"}
PUBLIC_BUILDING = {"amenity": {"school", "college", "university", "community_centre", "townhall", "place_of_worship"},
                   "leisure": {"sports_centre", "stadium"}, "tourism": {"hotel"}}
MEDICINE = ("hospital", "clinic", "doctors", "doctor", "pharmacy", "centre", "primary")
NO_MEDICINE = ("reiki", "hypnosis", "herbalism", "homeopathy", "osteopathy")
MODERATE = {"building": {"collapsed", "damaged"}, "damage": {"damaged"}, "typhoon:damage": {"yes"},
            "earthquake:damage": {"collapsed_building", "collapsed_buiding", "collapsed", "severe",
                                  "partially_collapsed", "moderate", "damaged_infrastructure"}}
SMALLEST_HALL_M2 = 200


def values(tags, key):
    return [v.strip() for v in tags.get(key, "").split(";") if v.strip()]


def unusable(tags):
    return any(tags.get(k) == "yes" for k in ("disused", "abandoned", "demolished", "ruins"))


def never_shown(tags):
    if tags.get("social_facility") == "group_home":
        return True
    return any(word in v for v in values(tags, "social_facility:for") for word in NEVER_FOR)


def is_bunker(tags):
    bomb = (tags.get("building") == "bunker" or tags.get("military") == "bunker"
            or tags.get("bunker_type") == "bomb_shelter" or tags.get("shelter_type") in ("bomb", "bomb_shelter"))
    private = tags.get("access") in ("private", "no")
    return bomb and not private and tags.get("historic") not in ("ruins",) and tags.get("building") != "ruins"


def amenity_shelter(tags):
    kind = tags.get("shelter_type")
    if kind in REFUGE_TYPE:
        return "suitable"
    return "unchecked" if kind is None and tags.get("building", "no") != "no" else None


def shelter(tags, geometry):
    """designated, suitable, unchecked, or None. Camps are None: they are for the team."""
    if never_shown(tags) or unusable(tags):
        return None
    if (tags.get("emergency:social_facility") == "shelter" or tags.get("evacuation_center") == "yes"
            or "disaster:shelter_type" in tags or tags.get("emergency:shelter_area") == "yes"):
        return None if tags.get("emergency:social_facility:opening_hours") == "closed" else "designated"
    if tags.get("emergency") == "assembly_point":
        return "designated"
    if tags.get("amenity") == "refugee_site" or any(k.startswith("idp:") for k in tags):
        return None
    if tags.get("social_facility") == "shelter" or is_bunker(tags):
        return "suitable"
    if tags.get("tourism") in ("alpine_hut", "wilderness_hut"):
        return "suitable"
    if tags.get("amenity") == "shelter" and (found := amenity_shelter(tags)):
        return found
    if any(tags.get(k) in v for k, v in PUBLIC_BUILDING.items()) and not damaged(tags):
        wide = "Polygon" in geometry["type"] and area_m2(geometry) >= SMALLEST_HALL_M2
        return "unchecked" if wide else None
    return None


def damaged(tags):
    return any(tags.get(k) in v for k, v in MODERATE.items())


def care(tags, _geometry):
    """mapped for every healthcare=* that is medicine."""
    if unusable(tags) or tags.get("healthcare") in ("alternative", "no"):
        return None
    special = values(tags, "healthcare:speciality")
    if special and all(any(w in s for w in NO_MEDICINE) for s in special):
        return None
    if tags.get("amenity") in MEDICINE or tags.get("amenity") == "dentist":
        return "mapped"
    return "mapped" if "healthcare" in tags else None


def water(tags, _geometry):
    """mapped where it is said to be for drinking, unchecked where nobody says so."""
    if unusable(tags) or tags.get("drinking_water") == "no":
        return None
    if tags.get("amenity") in ("drinking_water", "water_point") or tags.get("waterway") == "water_point":
        return "mapped"
    source = tags.get("man_made") in ("water_tap", "water_well") or tags.get("natural") == "spring"
    drinkable = tags.get("drinking_water") == "yes"
    if drinkable and (source or tags.get("amenity") in ("fountain", "watering_place") or "pump" in tags):
        return "mapped"
    return "unchecked" if source or tags.get("pump", "no") != "no" else None


THEMES = {"shelters": shelter, "care": care, "water": water}
