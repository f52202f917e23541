"""The daily series of the release H.10, under FRED's names: https://fred.stlouisfed.org/categories/94."""

from dealtrack.rates.readers.fred import H10_SERIES

IN_DOLLARS = "DEXUSAL AUD|DEXUSEU EUR|DEXUSNZ NZD|DEXUSUK GBP"
PER_DOLLAR = (
    "DEXBZUS BRL|DEXCAUS CAD|DEXCHUS CNY|DEXDNUS DKK|DEXHKUS HKD|DEXINUS INR|DEXJPUS JPY|DEXKOUS KRW|DEXMAUS MYR|"
    "DEXMXUS MXN|DEXNOUS NOK|DEXSDUS SEK|DEXSFUS ZAR|DEXSIUS SGD|DEXSLUS LKR|DEXSZUS CHF|DEXTAUS TWD|DEXTHUS THB"
)


def test_every_series_is_known_and_no_other() -> None:
    expected = {name: (currency, "USD") for name, currency in map(str.split, IN_DOLLARS.split("|"))}
    expected |= {name: ("USD", currency) for name, currency in map(str.split, PER_DOLLAR.split("|"))}
    assert expected == H10_SERIES
