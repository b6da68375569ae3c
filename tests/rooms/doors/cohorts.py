"""Doors of teams: invitations are for whoever holds one; a seat is its owner's alone."""

WORDS = {"cohort": "{team}", "code": "{invitation}"}
SENT = {
    "code": {"code": "{invitation}"},
    "strange-code": {"code": "ABCDE FGHJK"},
    "name": {"name": "Emi"},
    "five": {"amount": "5", "unit": "steps"},
}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /join                                                                  ok
POST /join +code to:/join/{invitation}                                      go
POST /join +strange-code                                                    bad
POST /join                                                                  bad
GET  /join/<code> to:/team/{team}                                           ok     go     go     ok     ok     ok     ok     ok     ok     ok
GET  /join/<code> code=ABCDEFGHJK                                           none
GET  /join/<code>/name                                                      ok
GET  /join/<code>/name code=ABCDEFGHJK                                      none
# Somebody who is signed in is not asked for a name; who has a seat already keeps it. Who is new to the course begins at its first step.
POST /join/<code>/name +name to:/learn/tiny/hello?step=morning*             go     go:/   go:/   go:/   go     go     go     go     go     go
POST /join/<code>/name to:/learn/tiny/hello?step=morning*                   bad    go:/   go:/   go:/   go     go     go     go     go     go
POST /join/<code>/name code=ABCDEFGHJK +name                                none
POST /team/<cohort>/rest to:/                                               in     go     go     none   none   none   none   none   none   none
POST /team/<cohort>/come-back to:/?back                                       in     go     go     none   none   none   none   none   none   none
POST /team/<cohort>/week +five to:/                                         in     go     go     none   none   none   none   none   none   none
POST /team/<cohort>/week                                                    in     bad    bad    none   none   none   none   none   none   none
GET  /team/<cohort>/week                                                    in     ok     ok     none   none   none   none   none   none   none
"""
