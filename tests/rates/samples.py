"""Published rates as facts, in their publishers' layouts. The figures are real; each sample says where it is from."""

# The ECB's file of one day, https://www.ecb.europa.eu/stats/eurofxref/eurofxref.zip, with some of its columns; the
# figures of 13 May 2020 are those of its history, eurofxref-hist.zip.
ECB_DAY = """\
Date, USD, JPY, BGN, GBP, CNY, HKD, KRW, SGD,
13 May 2020, 1.0875, 116.28, 1.9558, 0.88408, 7.7102, 8.4284, 1329.87, 1.5432,
"""

# The Federal Reserve's H.10 series DEXCHUS, as FRED served it (https://fred.stlouisfed.org/series/DEXCHUS): the old
# header with dots, of November 2017, and the new one with empty cells, of December 2020.
FRED_OLD = """\
DATE,DEXCHUS
2017-11-01,6.6018
2017-11-02,6.6068
2017-11-03,6.6360
2017-11-06,6.6311
2017-11-07,6.6380
2017-11-08,6.6249
2017-11-09,6.6378
2017-11-10,.
2017-11-13,6.6385
2017-11-14,6.6350
2017-11-15,6.6200
2017-11-16,6.6273
2017-11-17,6.6245
2017-11-20,6.6245
2017-11-21,6.6265
2017-11-22,6.6086
2017-11-23,.
2017-11-24,6.5998
2017-11-27,6.5967
2017-11-28,6.6044
2017-11-29,6.6091
2017-11-30,6.6090
"""
FRED_NEW = """\
observation_date,DEXCHUS
2020-12-22,6.5426
2020-12-23,6.5400
2020-12-24,
2020-12-25,
2020-12-28,6.5346
2020-12-29,6.5300
2020-12-30,6.5208
2020-12-31,6.5250
2021-01-01,
2021-01-04,6.4601
2021-01-05,6.4550
"""

# A package of the Federal Reserve's Data Download Program (https://www.federalreserve.gov/datadownload/
# Choose.aspx?rel=H10) with its labels, of Presidents' Day 2021 and days after it. RXI_N.B.CH is what FRED calls DEXCHUS.
# The index that packages hold besides is here without its figures.
H10_PACKAGE = """\
"Series Description","SPOT EXCHANGE RATE - EURO AREA ","UNITED KINGDOM -- SPOT EXCHANGE RATE, US$/POUND (1/RXI_N.B.UK)","Chinese Yuan","Nominal Broad U.S. Dollar Index"
"Unit:","Currency:_Per_EUR","Currency:_Per_GBP","Currency:_Per_USD","Index:_Jan_2006_100"
"Multiplier:","1","1","1","1"
"Currency:","USD","USD","CNY","NA"
"Unique Identifier: ","H10/H10/RXI$US_N.B.EU","H10/H10/RXI$US_N.B.UK","H10/H10/RXI_N.B.CH","H10/H10/JRXWTFB_N.B"
"Time Period","RXI$US_N.B.EU","RXI$US_N.B.UK","RXI_N.B.CH","JRXWTFB_N.B"
2021-02-15,ND,ND,ND,ND
2021-02-19,1.2136,1.4025,6.4555,ND
2021-02-22,1.2155,1.4077,6.4625,ND
"""

# The head of the same package where only the identifiers were asked for, of January 2000 (RXI_N.B.CH).
H10_SHORT = """\
"Unique Identifier: ","H10/H10/RXI_N.B.CH"
"Time Period","RXI_N.B.CH"
2000-01-13,8.2798
2000-01-14,8.2797
2000-01-17,ND
2000-01-18,8.2793
"""

# The central parity of 13 August 2018, as announced by the China Foreign Exchange Trade System and reported by Xinhua
# that day (U.S. dollar 100 686.29; Japanese yen 100 6.2070; Korean won 16,449 100 …): CFETS's file in Chinese and in
# English (https://www.chinamoney.com.cn/chinese/bkccpr), with its line about the source, and SAFE's
# (https://www.safe.gov.cn/safe/rmbhlzjj), for 100 units. The pataca was not quoted yet.
CFETS_CHINESE = """\
日期,美元/人民币,欧元/人民币,100日元/人民币,港元/人民币,英镑/人民币,新加坡元/人民币,人民币/澳门元,人民币/林吉特,人民币/韩元
2018-08-13,6.8629,7.8286,6.2070,0.87428,8.7697,5.0009,---,0.59482,164.49

数据来源：,www.chinamoney.com.cn,,,,,,,,
"""
CFETS_ENGLISH = """\
Date,USD/CNY,EUR/CNY,100JPY/CNY,HKD/CNY,GBP/CNY,SGD/CNY,CNY/MOP,CNY/MYR,CNY/KRW
2018-08-13,6.8629,7.8286,6.2070,0.87428,8.7697,5.0009,---,0.59482,164.49
"""
SAFE = """\
日期,美元,欧元,日元,港元,英镑,新加坡元,林吉特,韩元
2018-08-13,686.29,782.86,6.2070,87.428,876.97,500.09,59.482,16449
"""

# The ECB's XML of one day, https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml, in its layout, with some of
# its currencies; the files of 90 days and of all have more days. The figures are those of the history.
ECB_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender>
\t\t<gesmes:name>European Central Bank</gesmes:name>
\t</gesmes:Sender>
\t<Cube>
\t\t<Cube time='2020-05-13'>
\t\t\t<Cube currency='USD' rate='1.0875'/>
\t\t\t<Cube currency='CNY' rate='7.7102'/>
\t\t</Cube>
\t\t<Cube time="2020-05-12">
\t\t\t<Cube currency="USD" rate="1.0858"/>
\t\t\t<Cube currency="CNY" rate="7.6933"/>
\t\t</Cube>
\t</Cube>
</gesmes:Envelope>
"""

# The same days from the ECB's data API (https://data-api.ecb.europa.eu/service/data/EXR/D.USD+CNY.EUR.SP00.A with
# format=csvdata), with some of its columns: a title is quoted, since it has a comma.
ECB_SDMX = """\
KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE,UNIT
EXR.D.CNY.EUR.SP00.A,D,CNY,EUR,SP00,A,2020-05-12,7.6933,A,"Chinese yuan renminbi/Euro, 2:15 pm (C.E.T.)",CNY
EXR.D.CNY.EUR.SP00.A,D,CNY,EUR,SP00,A,2020-05-13,7.7102,A,"Chinese yuan renminbi/Euro, 2:15 pm (C.E.T.)",CNY
EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2020-05-01,NaN,H,"US dollar/Euro, 2:15 pm (C.E.T.)",USD
EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2020-05-12,1.0858,A,"US dollar/Euro, 2:15 pm (C.E.T.)",USD
EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2020-05-13,1.0875,A,"US dollar/Euro, 2:15 pm (C.E.T.)",USD
"""

# The same as prices of beancount, hledger and ledger among what else their files hold, as pricehist writes them, and as
# Frankfurter serves one day, several, and single rates.
BEANCOUNT = """\
; prices, as fetched
option "title" "Our book, in CNY"
2020-01-01 open Assets:Cash  USD,CNY

2020-05-12 price EUR  1.0858 USD
2020-05-12 price EUR  7.6933 CNY ; a note
2020-05-13 price EUR  1.0875 USD
2020/05/13 price EUR  7.7102 CNY
2020-05-13 price AAPL  307.65 USD
2020-05-13 * "Lunch"
  Assets:Cash  -10 USD
"""
HLEDGER = """\
; prices, as fetched
# and more
P 2020-05-12 EUR 1.0858 USD
P 2020/05/12 00:00:00 EUR CNY 7.6933
P 2020.5.13 \u20ac US$1.0875
P 2020-05-13 12:00 "EUR" 7.7102 "CNY"  ; a note
P 2020-05-13 AAPL $307.65

2020-05-13 lunch
    assets:cash  USD -10
"""
PRICEHIST = """\
date,base,quote,amount,source,type
2020-05-12,EUR,USD,1.0858,ecb,reference
2020-05-13,EUR,USD,1.0875,ecb,reference
2020-05-12,EUR,CNY,7.6933,ecb,reference
2020-05-13,EUR,CNY,7.7102,ecb,reference
2020-05-13,BTC,USD,8800.1,ecb,close
"""
FRANKFURTER_DAYS = (
    '{"amount":1.0,"base":"EUR","start_date":"2020-05-12","end_date":"2020-05-13",'
    '"rates":{"2020-05-12":{"CNY":7.6933,"USD":1.0858},"2020-05-13":{"CNY":7.7102,"USD":1.0875}}}'
)
FRANKFURTER_DAY = '{"amount":1.0,"base":"EUR","date":"2020-05-13","rates":{"CNY":7.7102,"USD":1.0875}}'
FRANKFURTER_LIST = """\
[{"date":"2020-05-12","base":"EUR","quote":"CNY","rate":7.6933},
 {"date":"2020-05-12","base":"EUR","quote":"USD","rate":1.0858},
 {"date":"2020-05-13","base":"EUR","quote":"CNY","rate":7.7102},
 {"date":"2020-05-13","base":"EUR","quote":"USD","rate":1.0875}]
"""
