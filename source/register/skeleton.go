package register

// Skeleton is a register of one project with every key, to be filled in.
const Skeleton = `# A register of projects, agreements, contracts and loans.
# dyad import register THIS-FILE.yaml --source my-register
# Dates are as precise as you know them: 2014, 2014-Q2, 2014-05, 2014-05-21.
projects:
  - id: example-bridge            # short, unique in this file
    title: Example bridge
    kind: infrastructure          # infrastructure, supply, stake, loan, grant, programme, treaty, target
    sector: rail
    host: RUS                     # on whose soil; leave out where on several
    value: 350e6
    currency: USD
    prices: nominal               # or constant 2021
    year: 2014                    # of the value
    parties:
      - {economy: CHN, side: partner}    # host, partner, lender, borrower, seller, buyer, owner
      - {economy: RUS, side: host}
    milestones:                   # announced, agreed in principle, signed, financed, under construction, completed, suspended, abandoned
      - {status: agreed in principle, date: 2008, according: "Author 2018, par. 18"}
      - {status: under construction, date: 2016-02, according: "Author 2018, par. 18"}
    # stakes:                     # state: held, agreed, dropped
    #   - {holder: CNPC, economy: CHN, share: 10, date: 2014-11, state: agreed}
    # quantities:                 # what: declared, delivered, capacity, target
    #   - {what: declared, value: 38, unit: bcm a year, item: gas, years: 30}
    # rate: 2                     # of a loan, % a year
    # maturity: 20                # years
    # grace: 5                    # years
    # collateral: oil
    # members: 160                # of a programme
    # programme: id-of-the-programme
    # part_of: id-of-the-whole
    # same_as: [gcdf:12345]       # records of other sources on the same thing
    note: ""
`
